// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ui {

/// Whether this system has AirDrop, which only Apple's do.
[[nodiscard]] bool hasAirDrop();

/// Lets the person choose a device nearby for the file at `path`, which has to stay. Unsupported: this system
/// has no AirDrop, or it is off.
[[nodiscard]] base::Result<> airDrop(const QString& path);

}  // namespace ui
