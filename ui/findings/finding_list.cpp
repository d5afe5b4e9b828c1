// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_list.h"

#include "ui/findings/finding_delegate.h"
#include "ui/findings/finding_model.h"

#include <QCoreApplication>
#include <QListView>

namespace ui {

QListView* makeFindingList(FindingModel* model, QWidget* parent)
{
    auto* list = new QListView(parent);
    const auto follow = [list, model] {
        list->setUniformItemSizes(model->rowCount() > FindingDelegate::longList);
    };
    // Connected before the view is, so that it lays the rows out in the way that fits them.
    QObject::connect(model, &QAbstractItemModel::rowsInserted, list, follow);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, list, follow);
    list->setModel(model);
    list->setItemDelegate(new FindingDelegate(list));
    follow();
    list->setAccessibleName(QCoreApplication::translate("ui", "Findings"));
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setResizeMode(QListView::Adjust);
    list->setMouseTracking(true);
    list->setFrameShape(QFrame::NoFrame);
    return list;
}

}  // namespace ui
