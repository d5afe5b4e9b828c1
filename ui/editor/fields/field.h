// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace ui {

/// The editor of one value. It shows what the document has and asks for edits; it keeps nothing.
///
/// Whatever changes an input, keys or an assistive tool, asks at once; only what may well be the beginning
/// of another value waits for commit().
class Field : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Whether this field can show `value` without loss; what it cannot is shown as text by AnyField.
    [[nodiscard]] virtual bool canShow(const plist::Value& value) const = 0;
    /// Shows `value`, or that nothing is set when null. Inputs that say the same already are left alone,
    /// so that the cursor stays where it is.
    virtual void setValue(const plist::Value* value) = 0;

    /// `value`, which this field cannot show, as it would write it; nothing when that would lose something.
    [[nodiscard]] virtual std::optional<plist::Value> converted(const plist::Value& value) const;
    /// What the element should be, translated: "a string", "data".
    [[nodiscard]] virtual QString expected() const = 0;

    /// The edits, relative to the value, that make `after` of `before`.
    [[nodiscard]] virtual std::vector<plist::Edit> changes(const plist::Value& before,
                                                           const plist::Value& after) const;
    /// Takes what is typed for whole: asks for what waited until then.
    virtual void commit() {}
    /// While kept, setValue() takes note of the value and leaves the text in the inputs alone.
    void setTextKept(bool isKept) { m_isTextKept = isKept; }

    /// The accessible name of the inputs; the first one's is `name` itself.
    virtual void setName(const QString& name);
    /// The accessible description of the inputs: hint and message.
    virtual void setDescription(const QString& description);
    /// Puts the focus on the input for `rest`, a path below this field's value.
    virtual void focusOn(const plist::Path& rest);

signals:
    /// Paths are relative to the value: the root path stands for all of it.
    void edited(const std::vector<plist::Edit>& edits);
    /// What is typed is no value, thus not in the profile, and why; an empty text takes that back.
    void rejected(const QString& message);
    /// Something else, such as reading a file, came to nothing, and why; an empty text takes that back.
    void failed(const QString& message);
    /// What was asked for last is whole: text that is refused later goes back to it.
    void committed();

protected:
    /// Asks for `value`, or for the key to go when there is none.
    void submit(std::optional<plist::Value> value);
    [[nodiscard]] bool isTextKept() const { return m_isTextKept; }

private:
    bool m_isTextKept = false;
};

}  // namespace ui
