// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window_actions.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

QString withoutMnemonic(QString text)
{
    return text.replace(QStringLiteral("&&"), QStringLiteral("\1")).remove(u'&').replace(u'\1', u'&');
}

void addShortcuts(const QMenu& menu, QTreeWidgetItem& group)
{
    const QList<QAction*> actions = menu.actions();
    for (const QAction* action : actions) {
        if (const auto* below = action->menu())
            addShortcuts(*below, group);
        else if (!action->shortcut().isEmpty())
            new QTreeWidgetItem(&group, {withoutMnemonic(action->text()),
                                         action->shortcut().toString(QKeySequence::NativeText)});
    }
}

}  // namespace

void showShortcutsOf(QMainWindow* window)
{
    auto* dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("ui", "Keyboard shortcuts"));
    auto* list = new QTreeWidget(dialog);
    list->setAccessibleName(dialog->windowTitle());
    list->setColumnCount(2);
    list->setHeaderLabels(
        {QCoreApplication::translate("ui", "Action"), QCoreApplication::translate("ui", "Keys")});
    list->setRootIsDecorated(false);
    const QList<QAction*> menus = window->menuBar()->actions();
    for (const QAction* entry : menus) {
        // Menus that are filled when they open are opened for nobody's eyes.
        if (!entry->menu())
            continue;
        emit entry->menu()->aboutToShow();
        auto* group = new QTreeWidgetItem(list, {withoutMnemonic(entry->text())});
        QFont bold = list->font();
        bold.setWeight(QFont::DemiBold);
        group->setFont(0, bold);
        group->setFlags(Qt::ItemIsEnabled);
        addShortcuts(*entry->menu(), *group);
        if (group->childCount() == 0)
            delete group;
    }
    list->expandAll();
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    list->header()->setStretchLastSection(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(list);
    column->addWidget(buttons);
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 64, dialog->fontMetrics().height() * 34);
    dialog->open();
}

}  // namespace ui
