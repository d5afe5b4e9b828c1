// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

#include <QString>

class QComboBox;

namespace ui {

/// One of a few values, or, where that is offered, none.
///
/// A value of the right type that is not among them is shown as one more choice, so that nothing is lost.
class ChoiceField : public Field
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        plist::Value value;
    };
    /// With an empty `notSet` text the choice "not set" is shown only while nothing is set.
    ChoiceField(std::vector<Choice> choices, const QString& notSet, QWidget* parent = nullptr);

    /// Takes a boolean for the integer 0 or 1 of a choice as well: where either may stand, either is shown.
    void setBooleansTaken() { m_takesBooleans = true; }

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;

private:
    [[nodiscard]] bool isSame(const plist::Value& choice, const plist::Value& value) const;
    void take(int index);

    QComboBox* m_combo;
    std::vector<Choice> m_choices;
    QString m_notSet;
    std::optional<plist::Value> m_foreign;  ///< a value that is not among the choices
    bool m_isSet = true;
    bool m_takesBooleans = false;
};

/// The choices "Yes" and "No".
[[nodiscard]] std::vector<ChoiceField::Choice> yesAndNo();

}  // namespace ui
