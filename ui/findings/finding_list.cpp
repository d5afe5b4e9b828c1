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
    list->setModel(model);
    list->setItemDelegate(new FindingDelegate(list));
    list->setUniformItemSizes(true);
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
