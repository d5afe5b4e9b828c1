// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QCheckBox;

namespace ui {

/// SCEP's `Key Usage`: bit 1 is "Use as digital signature", bit 4 "Use for key encipherment".
///
/// Bits without a box keep what they are.
class KeyUsageField : public Field
{
    Q_OBJECT

public:
    static constexpr std::int64_t digitalSignature = 1;
    static constexpr std::int64_t keyEncipherment = 4;

    explicit KeyUsageField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] std::optional<plist::Value> converted(const plist::Value& value) const override;
    [[nodiscard]] QString expected() const override;
    void setName(const QString& name) override;
    void setDescription(const QString& description) override;

private:
    void take();

    QCheckBox* m_sign;
    QCheckBox* m_encipher;
    std::int64_t m_value = 0;
};

}  // namespace ui
