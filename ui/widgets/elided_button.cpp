// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace ui {

ElidedButton::ElidedButton(const QString& text, QWidget* parent) : QPushButton(text, parent)
{
    // A push button's own policy makes its whole text its least width.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedButton::minimumSizeHint() const
{
    const QSize whole = QPushButton::minimumSizeHint();
    return {qMin(whole.width(), fontMetrics().averageCharWidth() * 12), whole.height()};
}

void ElidedButton::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width();
    option.text = fontMetrics().elidedText(text(), Qt::ElideRight, room, Qt::TextShowMnemonic);
    painter.drawControl(QStyle::CE_PushButton, option);
}

}  // namespace ui
