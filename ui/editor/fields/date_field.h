// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QComboBox;
class QDateTimeEdit;

namespace ui {

/// A date and time, or none. Shown in the time zone of this computer, written in UTC.
class DateField : public Field
{
    Q_OBJECT

public:
    /// `notSet` and `isSet` are the two choices in front of the date: "Never", "On date".
    /// With an empty `notSet` there is the date alone.
    DateField(const QString& notSet, const QString& isSet, QWidget* parent = nullptr);

    /// What a date starts from when it is switched on; by default a year from now.
    void setProposal(const QDateTime& proposal) { m_proposal = proposal; }

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;

private:
    QComboBox* m_choice;
    QDateTimeEdit* m_edit;
    QDateTime m_proposal;
};

/// An editor for a moment: calendar, local time, no change by the wheel in passing.
[[nodiscard]] QDateTimeEdit* makeDateEdit(QWidget* parent);

}  // namespace ui
