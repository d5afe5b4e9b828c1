// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/recipe.h"

#include <QWidget>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace ui {

class Remark;
class RecipeInput;
class SettingCard;
class SidPanel;

/// The settings that an NDES server needs for a kind of request, worked out while that is described.
class RecipePage : public QWidget
{
    Q_OBJECT

public:
    explicit RecipePage(QWidget* parent = nullptr);

    [[nodiscard]] RecipeInput& input() { return *m_input; }
    [[nodiscard]] SidPanel& sid() { return *m_sid; }
    /// Nothing while what is typed makes none.
    [[nodiscard]] const std::optional<ndes::Recipe>& recipe() const { return m_recipe; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString told() const;

private:
    QWidget* makeButtons();
    void cook();
    void show(const ndes::Recipe& recipe);
    void makeCards(const ndes::Recipe& recipe);
    /// Lets the Tab key go down the cards as they lie.
    void orderKeys();
    void save(const QString& filter, const QString& name, QByteArray (*bytesOf)(const ndes::Recipe&));

    RecipeInput* m_input;
    SidPanel* m_sid;
    Remark* m_remark;
    QLabel* m_template;
    QLabel* m_query;
    QWidget* m_buttons;
    Remark* m_saved;
    QWidget* m_outcome;
    QLabel* m_changesTitle = nullptr;
    QVBoxLayout* m_changes = nullptr;
    QVBoxLayout* m_notes = nullptr;
    QVBoxLayout* m_others = nullptr;
    std::vector<SettingCard*> m_cards;
    std::optional<ndes::Recipe> m_recipe;
};

}  // namespace ui
