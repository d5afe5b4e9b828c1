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
    // Layouts ask many times for the same width, and shaping text is most of what the start page costs.
    if (width != m_knownWidth) {
        const QRect room(0, 0, qMax(1, width - iconExtent() - 3 * gap()), 10000);
        const int lines = fontMetrics().boundingRect(room, Qt::TextWordWrap, m_description).height();
        m_knownWidth = width;
        m_knownHeight = 2 * gap() + QFontMetrics(titleFont()).height() + lines;
    }
    return m_knownHeight;
}

QSize DoorButton::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, minimumSizeHint().height()};
}

QSize DoorButton::minimumSizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 34;
    return {width, 2 * gap() + fontMetrics().height() + QFontMetrics(titleFont()).height()};
}

bool DoorButton::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    if (event->type() == QEvent::FontChange)
        m_knownWidth = -1;
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
