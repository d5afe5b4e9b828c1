// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/line_link.h"

#include "core/explain/redact.h"
#include "core/report/text_lines.h"
#include "ui/widgets/focus_frame.h"

#include <QFontDatabase>
#include <QStylePainter>

namespace ui {

namespace {

constexpr int margin = 2;

}  // namespace

LineLink::LineLink(const explain::Proof& proof, QWidget* parent)
    : QAbstractButton(parent)
    , m_line(proof.line)
    , m_number(tr("line %1").arg(proof.line))
    , m_rest(report::printable(explain::withoutSecrets(proof.text)))
{
    setText(tr("%1: %2").arg(m_number, m_rest));
    setAccessibleName(text());
    setAccessibleDescription(tr("Shows the line in the log"));
    setToolTip(QStringLiteral("<qt>%1</qt>").arg(m_rest.toHtmlEscaped()));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize LineLink::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() + 2 * margin};
}

QSize LineLink::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_number) + fontMetrics().averageCharWidth() * 6,
            sizeHint().height()};
}

void LineLink::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    const QRect room = rect().adjusted(margin, margin, -margin, -margin);
    QFont underlined = font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.setPen(palette().color(QPalette::Link));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, m_number);
    const int used = QFontMetrics(underlined).horizontalAdvance(m_number) + fontMetrics().averageCharWidth();
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.95);
    painter.setFont(fixed);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect rest = room.adjusted(used, 0, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(fixed).elidedText(m_rest, Qt::ElideRight, rest.width()));
    paintFocusFrame(*this, painter);
}

}  // namespace ui
