// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drop_hint.h"

#include "ui/style/icon.h"
#include "ui/style/tone.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace ui {

DropHint::DropHint(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::appear(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropHint::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.86F);
    painter.fillRect(rect(), veil);
    const int unit = fontMetrics().height();
    const QRectF frame = QRectF(rect()).adjusted(unit, unit, -unit, -unit);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2, Qt::DashLine));
    painter.setBrush(mixed(palette().color(QPalette::Highlight), palette().color(QPalette::Base), 0.10));
    painter.drawRoundedRect(frame, unit / 2.0, unit / 2.0);
    const QSize iconSize(unit * 3, unit * 3);
    const QPoint middle = rect().center();
    icon(u"profile-drop"_s)
        .paint(&painter,
               QRect(QPoint(middle.x() - iconSize.width() / 2, middle.y() - iconSize.height()), iconSize));
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    painter.setFont(font);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(0, middle.y() + unit, width(), unit * 3), Qt::AlignHCenter | Qt::AlignTop, m_text);
}

}  // namespace ui
