// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"
#include "ui/trust/time_axis.h"

#include <QPalette>
#include <QRect>

class QPainter;
class QWidget;

namespace ui {

/// Paints validity on a time axis: the scale, the bars, the limits, and the day that is judged for.
class TimeLinePainter
{
public:
    TimeLinePainter(QPainter& painter,
                    const QWidget& on,
                    const TimeAxis& axis,
                    const report::CheckReport& report);

    /// `room` is as wide as the axis and reaches from its labels down over all bars.
    void drawAxis(const QRect& room);
    void drawBar(const report::CheckedCertificate& certificate, Tone tone, const QRect& room);
    void drawMark(const LifetimeMark& mark, const QRect& room);
    void drawNow(const QRect& room);

private:
    [[nodiscard]] double xOf(const QDateTime& moment, const QRect& room) const;
    [[nodiscard]] QRectF barIn(const QRect& room) const;
    void drawTag(const QString& text, double x, double top, const QColor& color, const QRect& room);

    QPainter& m_painter;
    const TimeAxis& m_axis;
    const report::CheckReport& m_report;
    QPalette m_palette;
    int m_unit;
};

}  // namespace ui
