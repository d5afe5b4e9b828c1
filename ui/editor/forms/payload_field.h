// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"
#include "ui/editor/forms/payload_reference.h"

#include <functional>

class QComboBox;

namespace ui {

/// The UUID of another payload, chosen by that payload's name.
class PayloadField : public Field
{
    Q_OBJECT

public:
    /// `targets` are asked for at every reading.
    explicit PayloadField(std::function<std::vector<ReferenceTarget>()> targets, QWidget* parent = nullptr);

    /// Asks for the payloads anew.
    void refresh();

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;

private:
    QComboBox* m_combo;
    std::function<std::vector<ReferenceTarget>()> m_targets;
    QString m_uuid;  ///< as last read; empty: not set
};

}  // namespace ui
