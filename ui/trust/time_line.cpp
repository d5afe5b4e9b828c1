// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/time_line.h"

#include "ui/trust/trust_words.h"

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

TimeLinePainter::TimeLinePainter(QPainter& painter,
                                 const QWidget& on,
                                 const TimeAxis& axis,
                                 const report::CheckReport& report)
    : m_painter(painter)
    , m_axis(axis)
    , m_report(report)
    , m_palette(on.palette())
    , m_unit(on.fontMetrics().height())
{}

double TimeLinePainter::xOf(const QDateTime& moment, const QRect& room) const
{
    return room.left() + std::clamp(m_axis.place(moment), 0.0, 1.0) * room.width();
}

QRectF TimeLinePainter::barIn(const QRect& room) const
{
    const double height = m_unit * 0.6;
    return {double(room.left()), room.center().y() - height / 2, double(room.width()), height};
}

void TimeLinePainter::drawAxis(const QRect& room)
{
    const QColor text = m_palette.color(QPalette::WindowText);
    const QColor ground = m_palette.color(QPalette::Window);
    const int widest = m_painter.fontMetrics().horizontalAdvance(u"0000-00 "_s);
    for (const TimeAxis::Tick& tick : m_axis.ticks(std::max(1, room.width() / widest))) {
        const double x = xOf(tick.at, room);
        m_painter.setPen(mixed(text, ground, 0.15));
        m_painter.drawLine(QPointF(x, m_unit * 1.3), QPointF(x, room.bottom() - m_unit * 2));
        m_painter.setPen(mixed(text, ground, 0.7));
        const double half = m_painter.fontMetrics().horizontalAdvance(tick.text) / 2.0;
        if (x + half <= room.right() + m_unit / 2.0 && x - half >= room.left() - m_unit / 2.0)
            m_painter.drawText(QRectF(x - widest, 0, 2.0 * widest, m_unit * 1.2),
                               Qt::AlignHCenter | Qt::AlignTop, tick.text);
    }
    for (const RuleDay& day : ruleDays(m_report)) {
        const double place = m_axis.place(day.at);
        if (place < 0 || place > 1)
            continue;
        const double x = xOf(day.at, room);
        const QColor color = toneColor(Tone::Info, m_palette);
        m_painter.setPen(QPen(color, 1, Qt::DotLine));
        m_painter.drawLine(QPointF(x, m_unit * 1.3), QPointF(x, room.bottom() - m_unit * 2));
        drawTag(QCoreApplication::translate("trust", "from here %1 d").arg(day.days), x,
                room.bottom() - m_unit * 2, color, room);
    }
}

void TimeLinePainter::drawBar(const report::CheckedCertificate& certificate, Tone tone, const QRect& room)
{
    if (!certificate.notBefore.isValid() || !certificate.notAfter.isValid())
        return;
    constexpr double thinnest = 3;
    QRectF bar = barIn(room);
    bar.setLeft(xOf(certificate.notBefore, room));
    bar.setRight(std::max(xOf(certificate.notAfter, room), bar.left() + thinnest));
    const QColor color = toneColor(tone, m_palette);
    const QColor ground = m_palette.color(QPalette::Window);
    m_painter.setPen(QPen(color, 1));
    m_painter.setBrush(mixed(color, ground, 0.45));
    const double radius = bar.height() / 3;
    m_painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    // What runs out of the picture ends in an arrow instead of an edge.
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    const double wing = bar.height() / 2;
    if (m_axis.place(certificate.notBefore) < 0)
        m_painter.drawPolygon(
            QPolygonF({QPointF(bar.left() - wing, bar.center().y()), bar.topLeft(), bar.bottomLeft()}));
    if (m_axis.place(certificate.notAfter) > 1)
        m_painter.drawPolygon(
            QPolygonF({QPointF(bar.right() + wing, bar.center().y()), bar.topRight(), bar.bottomRight()}));
}

void TimeLinePainter::drawMark(const LifetimeMark& mark, const QRect& room)
{
    const double place = m_axis.place(mark.at);
    if (place < 0 || place > 1)
        return;
    const QColor color = toneColor(mark.isBroken ? Tone::Error : Tone::Good, m_palette);
    const QRectF bar = barIn(room).adjusted(0, -m_unit * 0.2, 0, m_unit * 0.2);
    const double x = xOf(mark.at, room);
    m_painter.setPen(QPen(color, 2));
    m_painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()));
    drawTag(QCoreApplication::translate("trust", "%1 d").arg(mark.days), x, bar.bottom(), color, room);
}

void TimeLinePainter::drawNow(const QRect& room)
{
    const double place = m_axis.place(m_report.asOf);
    const double x = xOf(m_report.asOf, room);
    const QColor color = m_palette.color(QPalette::WindowText);
    const double wing = m_unit * 0.3;
    const double top = m_unit * 1.3;
    m_painter.setBrush(color);
    if (place < 0 || place > 1) {
        const double away = place < 0 ? -wing : wing;
        m_painter.setPen(Qt::NoPen);
        m_painter.drawPolygon(
            QPolygonF({QPointF(x + away, top), QPointF(x, top - wing), QPointF(x, top + wing)}));
        return;
    }
    m_painter.setPen(QPen(color, 1.5));
    m_painter.drawLine(QPointF(x, top), QPointF(x, room.bottom() - m_unit));
    m_painter.drawPolygon(
        QPolygonF({QPointF(x, top + wing), QPointF(x - wing, top), QPointF(x + wing, top)}));
    drawTag(dayText(m_report.asOf), x, room.bottom() - m_unit, color, room);
}

void TimeLinePainter::drawTag(
    const QString& text, double x, double top, const QColor& color, const QRect& room)
{
    QFont small = m_painter.font();
    const QFont before = small;
    small.setPointSizeF(small.pointSizeF() * 0.85);
    m_painter.setFont(small);
    const double width = m_painter.fontMetrics().horizontalAdvance(text) + 4;
    const double left =
        std::clamp(x - width / 2, double(room.left()), std::max<double>(room.left(), room.right() - width));
    const QRectF tag(left, top, width, m_painter.fontMetrics().height());
    m_painter.fillRect(tag, m_palette.color(QPalette::Window));
    m_painter.setPen(color);
    m_painter.drawText(tag, Qt::AlignCenter, text);
    m_painter.setFont(before);
}

}  // namespace ui
