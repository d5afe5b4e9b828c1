// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/plist/path.h"
#include "core/plist/value.h"

namespace plist {

/// What edits ask for that a document cannot do.
[[nodiscard]] base::Error notThere(const Path& path);
[[nodiscard]] base::Error notContainer(const Path& path, Type wanted);
[[nodiscard]] base::Error alreadyThere(const Path& path);

}  // namespace plist
