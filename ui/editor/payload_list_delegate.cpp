// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/payload_list_delegate.h"

#include "ui/editor/payload_list_model.h"
#include "ui/style/tone.h"

#include <QApplication>
#include <QPainter>

namespace ui {

namespace {

void paintHeading(QPainter* painter, const QStyleOptionViewItem& option, const QString& title)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(mixed(option.palette.color(QPalette::Active, QPalette::Text),
                          option.palette.color(QPalette::Base), 0.72));
    const QFontMetrics metrics(font);
    const QRect room = option.rect.adjusted(metrics.height() / 2, 0, -metrics.height() / 4, 0);
    painter->drawText(room, Qt::AlignBottom | Qt::AlignLeft,
                      metrics.elidedText(title, Qt::ElideRight, room.width()));
}

/// Draws count and icon at the right end of `room`; returns what is left of it.
QRect paintBadge(
    QPainter* painter, const QStyleOptionViewItem& option, const QRect& room, Tone tone, int count)
{
    const int size = option.fontMetrics.height();
    const int gap = size / 4;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect iconRoom(room.right() - size - gap, room.center().y() - size / 2, size, size);
    const bool onHighlight = selected && option.state.testFlag(QStyle::State_Active);
    toneIcon(tone).paint(painter, iconRoom, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    QRect rest = room;
    rest.setRight(iconRoom.left() - gap);
    if (count > 1) {
        const QString text = QString::number(count);
        painter->setPen(selected ? option.palette.color(onHighlight ? QPalette::Active : QPalette::Inactive,
                                                        QPalette::HighlightedText)
                                 : toneColor(tone, option.palette));
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, text);
        rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(text) - gap);
    }
    return rest;
}

}  // namespace

void PayloadListDelegate::paint(QPainter* painter,
                                const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    painter->save();
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    if (index.data(PayloadListModel::IsGroupRole).toBool()) {
        paintHeading(painter, whole, whole.text);
        painter->restore();
        return;
    }
    const QStyle* style = whole.widget ? whole.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
    const QVariant worst = index.data(PayloadListModel::WorstRole);
    QStyleOptionViewItem rest = option;
    if (worst.isValid()) {
        rest.rect =
            paintBadge(painter, whole, whole.rect, toneOf(static_cast<report::Severity>(worst.toInt())),
                       index.data(PayloadListModel::CountRole).toInt());
    }
    painter->restore();
    QStyledItemDelegate::paint(painter, rest, index);
}

QSize PayloadListDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), option.fontMetrics.height() * 7 / 4};
}

}  // namespace ui
