// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"

#include <QKeyEvent>

namespace ui {

namespace {

/// What comes next in the Tab order within the smallest part of the window that has something to focus; null
/// when no part has.
QWidget* neighbourOf(QWidget& gone)
{
    const auto takesFocus = [](const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
               && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
    };
    for (QWidget* room = gone.parentWidget(); room && !room->isWindow(); room = room->parentWidget()) {
        if (!room->isVisible())
            continue;
        for (QWidget* next = gone.nextInFocusChain(); next != &gone; next = next->nextInFocusChain()) {
            if (room->isAncestorOf(next) && takesFocus(next))
                return next;
        }
    }
    return nullptr;
}

}  // namespace

bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget* gone = focusWidget();
    // Not the Tab key: what had the focus was hidden or became grey. What comes next then is the toolbar, if
    // it was the last one, and whoever presses the space bar makes a new profile.
    if (gone && (!gone->isVisible() || !gone->isEnabled())) {
        if (QWidget* neighbour = neighbourOf(*gone)) {
            neighbour->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QMainWindow::focusNextPrevChild(next);
}

void MainWindow::followFocus(QWidget* now)
{
    if (!now || !isAncestorOf(now) || now->inherits("QMenuBar") || now->inherits("QMenu"))
        return;
    if (m_focused)
        m_focused->removeEventFilter(this);
    m_focused = now;
    // A field on a page beside the profile keeps its undo, unless nothing can be typed there.
    if ((m_editor && m_editor->isAncestorOf(now)) || now->property("readOnly").toBool())
        now->installEventFilter(this);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Text fields have an undo of their own, which knows nothing of the profile's other changes.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace ui
