// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/door_button.h"

#include "ui/style/tone.h"

#include <QEvent>
#include <QPainter>

namespace ui {

DoorButton::DoorButton(const QIcon& icon, const QString& title, const QString& description, QWidget* parent)
    : QAbstractButton(parent)
    , m_description(description)
{
    setText(title);
    setIcon(icon);
    setAccessibleName(title);
    setAccessibleDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFont DoorButton::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

int DoorButton::heightForWidth(int width) const
{
    const int room = width - iconExtent() - 3 * gap();
    const int lines = fontMetrics()
                          .boundingRect(QRect(0, 0, qMax(1, room), 10000), Qt::TextWordWrap, m_description)
                          .height();
    return 2 * gap() + QFontMetrics(titleFont()).height() + lines;
}

QSize DoorButton::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 60;
    return {width, heightForWidth(width)};
}

QSize DoorButton::minimumSizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 34;
    return {width, heightForWidth(qMax(width, this->width()))};
}

bool DoorButton::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void DoorButton::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor highlight = palette().color(QPalette::Highlight);
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    const bool hot = underMouse() || hasFocus();
    painter.setBrush(isDown()       ? mixed(highlight, base, 0.25)
                     : underMouse() ? mixed(highlight, base, 0.10)
                                    : base);
    painter.setPen(QPen(hot ? highlight : mixed(text, base, 0.25), hasFocus() ? 2 : 1));
    const qreal radius = gap() * 0.6;
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    const QRect inner = rect().adjusted(gap(), gap(), -gap(), -gap());
    icon().paint(&painter, QRect(inner.topLeft(), QSize(iconExtent(), iconExtent())));
    const QRect words = inner.adjusted(iconExtent() + gap(), 0, 0, 0);
    painter.setFont(titleFont());
    painter.setPen(text);
    const int titleHeight = QFontMetrics(titleFont()).height();
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, this->text());
    painter.setFont(font());
    painter.setPen(mixed(text, base, 0.72));
    painter.drawText(words.adjusted(0, titleHeight, 0, 0), Qt::TextWordWrap, m_description);
}

}  // namespace ui
