// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_delegate.h"

#include "ui/findings/finding_model.h"
#include "ui/style/tone.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int maxLines = 2;

int gapFor(const QFontMetrics& metrics) { return metrics.height() / 2; }

/// Draws `text` in at most two lines, the first `boldLength` characters bold and in `boldColor`.
void drawText(QPainter& painter,
              const QRect& rect,
              const QString& text,
              int boldLength,
              const QColor& boldColor,
              const QColor& color)
{
    QTextLayout layout(text, painter.font());
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    bold.setForeground(boldColor);
    layout.setFormats({{0, boldLength, bold}});

    const QFontMetrics metrics(painter.font());
    layout.beginLayout();
    QPointF at = rect.topLeft();
    painter.setPen(color);
    for (int number = 0; number < maxLines; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(rect.width());
        if (number == maxLines - 1 && line.textStart() + line.textLength() < text.size()) {
            const QString rest = metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, rect.width());
            painter.drawText(QPointF(at.x(), at.y() + metrics.ascent()), rest);
            break;
        }
        line.draw(&painter, QPointF(at.x(), at.y()));
        at.ry() += line.height();
    }
    layout.endLayout();
}

}  // namespace

void FindingDelegate::paint(QPainter* painter,
                            const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto* model = qobject_cast<const FindingModel*>(index.model());
    if (!model)
        return;
    const report::Finding& finding = model->finding(index.row());
    const QPalette& palette = option.palette;
    const QFontMetrics& metrics = option.fontMetrics;
    const int gap = gapFor(metrics);

    painter->save();
    painter->setFont(option.font);
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, toneBackground(toneOf(finding.severity), palette));
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(qMax(3, metrics.height() / 5), option.rect.height())),
            toneColor(toneOf(finding.severity), palette));
    } else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect,
                          mixed(palette.color(QPalette::Highlight), palette.color(QPalette::Base), 0.10));
    painter->setPen(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.15));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(palette.color(QPalette::Highlight), 1));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }

    const QRect inner = option.rect.adjusted(gap, gap / 2, -gap, -gap / 2);
    const int iconSize = metrics.height();
    toneIcon(toneOf(finding.severity)).paint(painter, QRect(inner.topLeft(), QSize(iconSize, iconSize)));
    const QString word = severityWord(finding.severity) + u": "_s;
    drawText(*painter, inner.adjusted(iconSize + gap, 0, 0, 0), word + finding.message,
             static_cast<int>(word.size()), toneColor(toneOf(finding.severity), palette),
             palette.color(QPalette::Text));
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(index)
    const int height = maxLines * option.fontMetrics.height() + gapFor(option.fontMetrics);
    return {option.fontMetrics.height() * 8, height};
}

}  // namespace ui
