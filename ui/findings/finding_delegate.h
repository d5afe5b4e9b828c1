// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace ui {

/// Draws a finding in two lines, elided; all rows are equally high but the expanded one.
class FindingDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The row that a widget of `height` lies over; an invalid index for none.
    void setExpanded(const QModelIndex& index, int height);
    [[nodiscard]] QModelIndex expanded() const { return m_expanded; }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The expanded row's widget fills the row.
    void updateEditorGeometry(QWidget* editor,
                              const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    QPersistentModelIndex m_expanded;
    int m_expandedHeight = 0;
};

}  // namespace ui
