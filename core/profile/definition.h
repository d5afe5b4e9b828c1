// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/profile/profile.h"
#include "core/schema/schema.h"

namespace profile {

/// What the definitions say of the value at `path`, which need not be there yet; null when they are silent.
/// Lives as long as `store`.
[[nodiscard]] const schema::Key* definitionAt(const Profile& profile,
                                              const plist::Path& path,
                                              const schema::Store& store);

/// The type a value written to `path` is to get: that of the value that is there, else the definition's first
/// one, else String.
[[nodiscard]] plist::Type expectedType(const Profile& profile,
                                       const plist::Path& path,
                                       const schema::Store& store);

}  // namespace profile
