// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace schema {

/// What people call a payload type, in English and still to be translated in the context "schema";
/// empty for a type without a name of ours.
[[nodiscard]] QString untranslatedTitle(const QString& type);

/// The same, translated; the type itself where it has no name.
[[nodiscard]] QString title(const QString& type);

}  // namespace schema
