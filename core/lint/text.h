// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/value.h"

#include <QString>

namespace lint {

/// Whether a template token stands in `text`: there is nothing to judge until it is filled in.
[[nodiscard]] bool holdsToken(const QString& text);
/// The same for a string or a Raw; false for values of other types.
[[nodiscard]] bool holdsToken(const plist::Value& value);

/// `text` on one line, cut to what fits there, without the secrets of a URL.
[[nodiscard]] QString shortened(const QString& text);

/// A value as `measured` shows it: `"1" (string)`, `17 (integer)`, `array of 3`. Not for secrets.
[[nodiscard]] QString shown(const plist::Value& value);

}  // namespace lint
