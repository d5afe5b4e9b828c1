// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;
class QToolButton;

namespace ui {

class FormRow;
class HintLabel;

/// A titled group of rows; folded, it shows its title only.
class Section : public QWidget
{
    Q_OBJECT

public:
    enum class Fold { None, Open, Closed };  ///< None: it has no button to fold it

    Section(const QString& title, Fold fold, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setExplanation(const QString& text);
    void add(FormRow* row);
    /// A widget across both columns.
    void addWide(QWidget* widget);
    /// A widget in the column of the editors.
    void addBelow(QWidget* widget);
    void unfold();
    [[nodiscard]] bool isFolded() const;

    /// What the label column needs; the form gives all its sections the same.
    [[nodiscard]] int labelWidth() const;
    void setLabelWidth(int width);
    /// Labels above the editors instead of beside them.
    void setStacked(bool isStacked);

private:
    struct Item
    {
        FormRow* row = nullptr;
        QWidget* wide = nullptr;
        QWidget* below = nullptr;
    };

    void lay();
    void place(const Item& item);
    void setOpen(bool isOpen);

    QToolButton* m_header;
    QWidget* m_content;
    QGridLayout* m_grid;
    HintLabel* m_explanation;
    std::vector<Item> m_items;
    int m_line = 0;  ///< of the grid, the next one free
    bool m_isStacked = false;
    bool m_isOpen = true;
};

}  // namespace ui
