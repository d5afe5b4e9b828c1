// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window.h"

#include <QAction>

namespace ui {

/// Everything that can be done in the window, and when.
struct MainWindow::Actions
{
    QAction* newEmpty = nullptr;
    QAction* open = nullptr;
    QAction* save = nullptr;
    QAction* saveAs = nullptr;
    QAction* revert = nullptr;
    QAction* exportProfile = nullptr;
    QAction* close = nullptr;
    QAction* quit = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* cut = nullptr;
    QAction* copy = nullptr;
    QAction* paste = nullptr;
    QAction* selectAll = nullptr;
    QAction* find = nullptr;
    QAction* findNext = nullptr;
    QAction* duplicate = nullptr;
    QAction* remove = nullptr;
    QAction* moveUp = nullptr;
    QAction* moveDown = nullptr;
    QAction* showForm = nullptr;
    QAction* showSource = nullptr;
    QAction* nextPane = nullptr;
    QAction* nextFinding = nullptr;
    QAction* previousFinding = nullptr;
    QAction* fixAll = nullptr;
    QAction* checkServer = nullptr;
    QAction* checkProfile = nullptr;
    QAction* checkScepServer = nullptr;
    QAction* ndes = nullptr;
    QAction* explainError = nullptr;
    QMenu* addPayload = nullptr;

    /// Enables what makes sense for what is shown.
    void show(const MainWindow& window,
              ProfileDocument* document,
              const ProfileEditor* editor,
              bool isUnreadable) const;
};

/// A list of every menu entry of `window` that has a shortcut.
void showShortcutsOf(QMainWindow* window);

}  // namespace ui
