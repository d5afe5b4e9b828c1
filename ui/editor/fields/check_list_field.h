// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

#include <functional>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace ui {

/// An array of some of a few values, one box to tick each; the array goes with its last item.
///
/// A value of the array that is not among those offered has a box too, so that nothing is lost.
class CheckListField : public Field
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        plist::Value value;
    };
    /// `choices` are asked for at every reading; where there are none, `nothing` says so. Texts are the same
    /// by `sensitivity`.
    CheckListField(std::function<std::vector<Choice>()> choices,
                   const QString& nothing,
                   Qt::CaseSensitivity sensitivity = Qt::CaseSensitive,
                   QWidget* parent = nullptr);

    /// Asks for the choices anew.
    void refresh();

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;

private:
    [[nodiscard]] bool isSame(const plist::Value& a, const plist::Value& b) const;
    [[nodiscard]] std::vector<Choice> choicesAndOthers() const;
    void makeBoxes();
    void take(std::size_t choice, bool isChecked);

    std::function<std::vector<Choice>()> m_offered;
    Qt::CaseSensitivity m_sensitivity;
    QVBoxLayout* m_layout;
    QLabel* m_nothing;
    std::vector<Choice> m_choices;
    std::vector<QCheckBox*> m_boxes;
    std::vector<plist::Value> m_items;  ///< as last read
    bool m_isSet = false;
    QString m_description;
};

}  // namespace ui
