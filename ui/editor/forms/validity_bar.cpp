// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/validity_bar.h"

#include "ui/style/tone.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr int barHeight = 8;
constexpr int markWidth = 3;
constexpr qint64 soonDays = 30;
constexpr qint64 daysOfYear = 365;

}  // namespace

ValidityBar::ValidityBar(const QDateTime& notBefore,
                         const QDateTime& notAfter,
                         const QDateTime& now,
                         QWidget* parent)
    : QWidget(parent)
    , m_notBefore(notBefore)
    , m_notAfter(notAfter)
    , m_now(now)
{
    setAccessibleName(tr("Validity"));
    setAccessibleDescription(text());
    setToolTip(text());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString ValidityBar::text() const
{
    const QLocale locale;
    const QString from = locale.toString(m_notBefore.date(), u"d MMMM yyyy");
    const QString until = locale.toString(m_notAfter.date(), u"d MMMM yyyy");
    const qint64 days = m_now.daysTo(m_notAfter);
    if (m_now > m_notAfter)
        return tr("Expired on %1").arg(until);
    if (m_now < m_notBefore)
        return tr("Not valid before %1").arg(from);
    if (days < 2 * daysOfYear)
        return tr("Valid until %1, %2 days left").arg(until).arg(days);
    return tr("Valid until %1, %2 years left").arg(until).arg(days / daysOfYear);
}

QSize ValidityBar::sizeHint() const { return {barHeight * 20, barHeight}; }

void ValidityBar::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    const bool isOver = m_now > m_notAfter || m_now < m_notBefore;
    const Tone tone = isOver ? Tone::Error : m_now.daysTo(m_notAfter) < soonDays ? Tone::Warning : Tone::Good;
    const double span = double(std::max<qint64>(1, m_notBefore.secsTo(m_notAfter)));
    const double gone = std::clamp(double(m_notBefore.secsTo(m_now)) / span, 0.0, 1.0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF all(0, (height() - barHeight) / 2.0, width(), barHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColor(tone, palette()));
    painter.drawRoundedRect(all, barHeight / 2.0, barHeight / 2.0);
    QRectF past = all;
    past.setWidth(all.width() * gone);
    painter.setBrush(mixed(palette().color(QPalette::WindowText), palette().color(QPalette::Window), 0.25));
    painter.setClipRect(past);
    painter.drawRoundedRect(all, barHeight / 2.0, barHeight / 2.0);
    painter.setClipping(false);
    painter.setBrush(palette().color(QPalette::WindowText));
    painter.drawRect(QRectF(std::min(past.right(), all.right() - markWidth), 0, markWidth, height()));
}

}  // namespace ui
