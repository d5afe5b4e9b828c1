// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

/// Opens an address; looks like a link, is reached and pressed like a button. Elided where there is no room.
///
/// A link inside a QLabel has no press action for assistive tools, and holds the focus on the way back.
class LinkButton : public QAbstractButton
{
    Q_OBJECT

public:
    LinkButton(const QString& text, const QString& address, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace ui
