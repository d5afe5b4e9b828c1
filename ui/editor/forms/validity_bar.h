// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>

namespace ui {

/// The span from not-before to not-after, and where `now` is in it; what it shows is its accessible text too.
class ValidityBar : public QWidget
{
    Q_OBJECT

public:
    ValidityBar(const QDateTime& notBefore,
                const QDateTime& notAfter,
                const QDateTime& now,
                QWidget* parent = nullptr);

    /// "Valid until 12 March 2034, 9 years left", "Expired 3 days ago", "Not valid before …".
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QDateTime m_notBefore;
    QDateTime m_notAfter;
    QDateTime m_now;
};

}  // namespace ui
