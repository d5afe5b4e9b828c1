// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QComboBox;
class QLineEdit;

namespace ui {

/// A span of time in seconds, shown in the largest unit that divides it; an integer stays an integer.
class IntervalField : public Field
{
    Q_OBJECT

public:
    explicit IntervalField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;

private:
    void take();

    QLineEdit* m_number;
    QComboBox* m_unit;
    double m_seconds = -1;
    bool m_isInteger = false;
};

}  // namespace ui
