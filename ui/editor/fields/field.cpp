// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/field.h"

namespace ui {

std::optional<plist::Value> Field::converted(const plist::Value& value) const
{
    Q_UNUSED(value)
    return {};
}

std::vector<plist::Edit> Field::changes(const plist::Value& before, const plist::Value& after) const
{
    Q_UNUSED(before)
    return {plist::Edit::set({}, after)};
}

void Field::setName(const QString& name)
{
    if (focusProxy())
        focusProxy()->setAccessibleName(name);
}

void Field::setDescription(const QString& description)
{
    if (focusProxy())
        focusProxy()->setAccessibleDescription(description);
}

void Field::focusOn(const plist::Path& rest)
{
    Q_UNUSED(rest)
    setFocus(Qt::OtherFocusReason);
}

void Field::submit(std::optional<plist::Value> value)
{
    if (value)
        emit edited({plist::Edit::set({}, *std::move(value))});
    else
        emit edited({plist::Edit::remove({})});
}

}  // namespace ui
