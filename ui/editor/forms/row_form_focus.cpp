// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form_row.h"
#include "ui/editor/forms/row_form.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QScrollArea>

#include <utility>

namespace ui {

void RowForm::followFocus(QWidget* now)
{
    // None, while a menu is open or another window is in front: the edit goes on.
    if (!now)
        return;
    FormRow* row = rowAround(now);
    followEdit(row);
    if (!isAncestorOf(now))
        return;
    if (m_input)
        m_input->removeEventFilter(this);
    m_input = now;
    m_input->installEventFilter(this);
    if (row == m_focused)
        return;
    m_focused = row;
    ++m_visit;
    if (m_marked && m_marked != row) {
        m_marked->setMarked(false);
        m_marked = nullptr;
    }
    m_scroll->ensureWidgetVisible(now);
}

void RowForm::followEdit(FormRow* row)
{
    if (row == m_edited)
        return;
    if (m_edited)
        m_edited->commit();
    m_edited = row;
    if (m_edited)
        m_edited->beginEdit();
}

FormRow* RowForm::rowAround(QWidget* widget) const
{
    if (!isAncestorOf(widget))
        return nullptr;
    for (QWidget* each = widget; each != this; each = each->parentWidget()) {
        if (auto* row = qobject_cast<FormRow*>(each))
            return row;
    }
    return nullptr;
}

void RowForm::tellUnfinished()
{
    QStringList labels;
    for (const FormRow* row : m_rows) {
        if (row->isUnfinished())
            labels << row->name();
    }
    if (std::exchange(m_unfinished, labels) != labels)
        emit unfinishedChanged(labels);
}

bool RowForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_input && m_edited && openMenu(event))
        return true;
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_input && isKey && filterKey(static_cast<QKeyEvent*>(event)))
        return true;
    return Form::eventFilter(watched, event);
}

bool RowForm::filterKey(QKeyEvent* event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (m_edited && !isOverride && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        m_edited->commit();
    const bool isUndo = event->matches(QKeySequence::Undo);
    // Text that is not in the profile is taken back first; no step of the document knows of it.
    if (isUndo && m_edited && m_edited->isUnfinished()) {
        if (!isOverride)
            m_edited->dropText();
        event->accept();
        return true;
    }
    // An input's own undo would go behind the document's back; left alone, the keys reach the window's
    // actions.
    if (!isOverride || (!isUndo && !event->matches(QKeySequence::Redo)))
        return false;
    event->ignore();
    return true;
}

bool RowForm::openMenu(QEvent* event)
{
    if (event->type() == QEvent::ContextMenu) {
        m_edited->openMenuOf(m_input, static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    // Elsewhere the system makes a context menu of this key; on X11 nobody does.
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_F10 || key->modifiers() != Qt::ShiftModifier)
        return false;
    m_edited->openMenuOf(m_input, m_input->mapToGlobal(QPoint(0, m_input->height())));
    return true;
}

}  // namespace ui
