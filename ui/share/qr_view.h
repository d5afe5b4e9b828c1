// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/qr_code.h"

#include <QWidget>

#include <optional>

namespace ui {

/// An address as a QR code: black on white in every palette, with its quiet zone, as large as there is room
/// for and never less than four pixels a module.
class QrView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int leastModule = 4;

    explicit QrView(QWidget* parent = nullptr);

    /// An empty or overlong address shows nothing.
    void setAddress(const QString& address);
    /// The side of a module in the widget's pixels; 0 without a code.
    [[nodiscard]] int moduleSize() const;
    /// Where the code is, its quiet zone included.
    [[nodiscard]] QRect codeRect() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int modules() const;  ///< a side, with the quiet zone

    std::optional<delivery::QrCode> m_code;
};

/// Draws `code` with its quiet zone, white ground included, at `place`; `module` is the side of one.
void paintCode(QPainter& painter, const delivery::QrCode& code, QPointF place, qreal module);

}  // namespace ui
