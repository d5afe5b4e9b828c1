// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/fields/field.h"

class QLineEdit;

namespace ui {

/// A value of any type as the text it stands for; what is typed keeps the value's type.
///
/// Text that is no value of that type is kept as plist::Raw where the element allows it, else refused.
class AnyField : public Field
{
    Q_OBJECT

public:
    explicit AnyField(QWidget* parent = nullptr);

    [[nodiscard]] bool canShow(const plist::Value& value) const override;
    void setValue(const plist::Value* value) override;
    [[nodiscard]] QString expected() const override;

private:
    void take(const QString& text);

    QLineEdit* m_edit;
    plist::Value m_value;
};

/// What a person reads for `value`: the text, number, Base64 or date; containers are counted.
[[nodiscard]] QString textOf(const plist::Value& value);
/// `text` as a value of `type`; nothing when it is none. Containers: only the empty text, for an empty one.
[[nodiscard]] std::optional<plist::Value> valueOf(const QString& text, plist::Type type);
/// `text` as an element of `type`, as plist::Raw when it is a template token there.
[[nodiscard]] std::optional<plist::Value> elementOf(const QString& text, plist::Type type);
/// "string", "integer", … as people say it, translated.
[[nodiscard]] QString typeTitle(plist::Type type);
/// "a string", "an integer": typeTitle() with its article, for sentences.
[[nodiscard]] QString typeWithArticle(plist::Type type);

}  // namespace ui
