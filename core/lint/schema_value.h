// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <optional>

namespace lint {

/// How well the type of a value suits a key.
enum class Fit {
    Right,
    Close,  ///< devices are known to take it all the same: 0 or 1 for a boolean, 3.0 for an integer
    Wrong,
};

[[nodiscard]] Fit fitOf(const schema::Key& key, const plist::Value& value);

/// Whether `value`, of a type that suits, is one of the allowed ones and in range; the format aside.
[[nodiscard]] bool isAllowed(const schema::Key& key, const plist::Value& value);

/// `value` in a type that `key` takes, without loss and allowed there: the text "2048" as an integer,
/// "YES" as a boolean, Base64 as data, one text as an array of one. Nothing when there is no such value.
[[nodiscard]] std::optional<plist::Value> converted(const schema::Key& key, const plist::Value& value);

/// "integer", "string or array": the types a key takes.
[[nodiscard]] QString typesOf(const schema::Key& key);
/// The values a key takes: "1 to 90", "None, Manual, Auto", or its format.
[[nodiscard]] QString rangeOf(const schema::Key& key);

}  // namespace lint
