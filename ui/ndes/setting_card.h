// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/recipe.h"
#include "ui/explain/tone_panel.h"

class QLabel;
class QVBoxLayout;

namespace ui {

class BreakableLabel;

/// A line of commands with a button that copies it.
class CommandLine : public QWidget
{
    Q_OBJECT

public:
    /// `copyName` is what assistive tools call the button.
    explicit CommandLine(const QString& copyName, QWidget* parent = nullptr);

    void setCommand(const QString& command);

private:
    QLabel* m_label;
    QString m_command;
};

/// One value on the server: what it is, what it should be, why, and how to take that back.
class SettingCard : public TonePanel
{
    Q_OBJECT

public:
    explicit SettingCard(const ndes::Setting& setting, QWidget* parent = nullptr);

    void show(const ndes::Setting& setting);

private:
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_meaning;
    QLabel* m_reason;
    BreakableLabel* m_place;
    QWidget* m_change;
    CommandLine* m_apply;
    CommandLine* m_undo;
    QLabel* m_restart;
};

/// Something to know or to do that is no value.
class NoteCard : public TonePanel
{
    Q_OBJECT

public:
    explicit NoteCard(const ndes::RecipeNote& note, QWidget* parent = nullptr);
};

}  // namespace ui
