// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/recipe.h"

#include <QJsonObject>

namespace ndes {

/// For a terminal: what to change and why, how to take it back, and what to know beside.
[[nodiscard]] QString toText(const Recipe& recipe);
[[nodiscard]] QJsonObject toJson(const Recipe& recipe);

}  // namespace ndes
