// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/path.h"
#include "core/profile/profile.h"

namespace profile {

/// Reads a path as DESIGN.md's "PATH" spells it, `@NAME` and `@NAME[n]` included, against `profile`.
///
/// `@NAME` stands for the payload whose PayloadUUID (any case) or PayloadType is NAME: the longest NAME
/// present wins, `[n]` picks the n-th of equals. NotFound when no payload has that name.
[[nodiscard]] base::Result<plist::Path> locate(const QString& text, const Profile& profile);

}  // namespace profile
