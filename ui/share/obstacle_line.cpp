// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/obstacle_line.h"

#include "ui/style/tone.h"
#include "ui/widgets/focus_frame.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QStylePainter>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int margin = 2;

}  // namespace

void reveal(const QWidget& part)
{
    QScrollArea* area = nullptr;
    for (QWidget* above = part.parentWidget(); above && !area; above = above->parentWidget())
        area = qobject_cast<QScrollArea*>(above);
    if (!area)
        return;
    // What was shown a moment ago has no place yet.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const int top = part.mapTo(area->widget(), QPoint()).y();
    QScrollBar* bar = area->verticalScrollBar();
    const int room = area->viewport()->height();
    if (part.height() > room || top < bar->value())
        bar->setValue(top);
    else if (top + part.height() > bar->value() + room)
        bar->setValue(top + part.height() - room);
}

ObstacleLine::ObstacleLine(QWidget* parent) : QPushButton(parent)
{
    setAutoDefault(false);
    setFlat(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_field)
            return;
        reveal(*m_field);
        m_field->setFocus(Qt::TabFocusReason);
    });
}

void ObstacleLine::tell(const std::optional<Obstacle>& obstacle)
{
    m_text = obstacle ? obstacle->text : QString();
    m_field = obstacle ? obstacle->field : nullptr;
    QString shown = m_text;
    setText(shown.replace(u'&', u"&&"_s));
    setAccessibleName(m_text);
    setEnabled(m_field);
    setCursor(m_field ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setVisible(obstacle.has_value());
    updateGeometry();
    update();
}

QSize ObstacleLine::sizeHint() const
{
    const int wide =
        qMin(fontMetrics().horizontalAdvance(m_text) + 2 * margin + 1, fontMetrics().averageCharWidth() * 50);
    return {wide, heightForWidth(wide)};
}

QSize ObstacleLine::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, fontMetrics().height() + 2 * margin};
}

int ObstacleLine::heightForWidth(int width) const
{
    const QRect room(0, 0, width - 2 * margin, QWIDGETSIZE_MAX);
    return fontMetrics().boundingRect(room, Qt::TextWordWrap, m_text).height() + 2 * margin;
}

void ObstacleLine::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QFont shown = font();
    shown.setUnderline(m_field);
    painter.setFont(shown);
    // Not the palette's own for links, which not every dark theme has a light one for; and what leads nowhere
    // has to be readable too.
    painter.setPen(m_field ? toneColor(Tone::Info, palette())
                           : palette().color(QPalette::Active, QPalette::WindowText));
    const QRect room = rect().adjusted(margin, margin, -margin, -margin);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_text);
    paintFocusFrame(*this, painter);
}

}  // namespace ui
