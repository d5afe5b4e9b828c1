// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/tone_panel.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

TonePanel::TonePanel(std::optional<Tone> tone, QWidget* parent) : QWidget(parent), m_tone(tone) {}

void TonePanel::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    const QColor base = palette().color(QPalette::Base);
    const QColor color = m_tone ? toneColor(*m_tone, palette()) : palette().color(QPalette::Text);
    const qreal radius = fontMetrics().height() / 3.0;
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_tone ? toneBackground(*m_tone, palette()) : base);
    painter.setPen(mixed(color, base, m_tone ? 0.5 : 0.25));
    painter.drawRoundedRect(frame, radius, radius);
    if (!m_tone)
        return;
    QPainterPath edge;
    edge.addRoundedRect(frame, radius, radius);
    painter.setClipPath(edge);
    painter.fillRect(QRectF(0, 0, radius, height()), color);
}

}  // namespace ui
