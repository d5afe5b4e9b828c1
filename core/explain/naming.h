// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

// What the catalogue says of an error that a log shows.

namespace explain {

/// A text of the catalogue in the person's language.
[[nodiscard]] QString translated(const QString& text);

/// The error of a device that Intune shows by a number of its own, and that of which the tool `profiles`
/// gives only the number; others stay what they are.
[[nodiscard]] LoggedError resolved(LoggedError error, const Catalogue& catalogue);

/// `found` with its name and meaning; says that it is unknown where it is.
[[nodiscard]] NamedError named(const LoggedError& found, const Catalogue& catalogue);

}  // namespace explain
