// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_delegate.h"

#include "ui/findings/finding_model.h"
#include "ui/style/tone.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int linesInLongList = 2;
constexpr int linesAtMost = 8;
constexpr int emsWithoutView = 8;

int linesFor(const QModelIndex& index)
{
    const bool isLong = index.model() && index.model()->rowCount() > FindingDelegate::longList;
    return isLong ? linesInLongList : linesAtMost;
}

int gapFor(const QFontMetrics& metrics) { return metrics.height() / 2; }

/// `text` with its first `boldLength` characters bold and in `boldColor`.
void prepare(QTextLayout& layout, int boldLength, const QColor& boldColor = {})
{
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::DemiBold);
    if (boldColor.isValid())
        bold.setForeground(boldColor);
    layout.setFormats({{0, boldLength, bold}});
}

/// How many lines of `width` the text takes, `atMost` at the most.
int lineCount(QTextLayout& layout, int width, int atMost)
{
    layout.beginLayout();
    int count = 0;
    for (QTextLine line = layout.createLine(); line.isValid() && count < atMost; line = layout.createLine()) {
        line.setLineWidth(width);
        ++count;
    }
    layout.endLayout();
    return count;
}

/// Draws the text in at most `maxLines` lines, the last one elided when that is not all.
void drawText(QPainter& painter, const QRect& rect, QTextLayout& layout, int maxLines, const QColor& color)
{
    const QFontMetrics metrics(painter.font());
    const QString text = layout.text();
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

QString wordOf(const report::Finding& finding) { return severityWord(finding.severity) + u": "_s; }

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
    const QString word = wordOf(finding);
    QTextLayout layout(word + finding.message, painter->font());
    prepare(layout, int(word.size()), toneColor(toneOf(finding.severity), palette));
    drawText(*painter, inner.adjusted(iconSize + gap, 0, 0, 0), layout, linesFor(index),
             palette.color(QPalette::Text));
    painter->restore();
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics& metrics = option.fontMetrics;
    const int gap = gapFor(metrics);
    const auto* model = qobject_cast<const FindingModel*>(index.model());
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    int lines = linesInLongList;
    if (model && view && linesFor(index) > linesInLongList) {
        const report::Finding& finding = model->finding(index.row());
        const QString word = wordOf(finding);
        QTextLayout layout(word + finding.message, option.font);
        prepare(layout, int(word.size()));
        const int width = view->viewport()->width() - metrics.height() - 3 * gap;
        lines = lineCount(layout, std::max(width, emsWithoutView * metrics.height()), linesAtMost);
    }
    return {emsWithoutView * metrics.height(), lines * metrics.height() + gap};
}

}  // namespace ui
