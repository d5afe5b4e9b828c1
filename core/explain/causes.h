// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

namespace explain {

/// What may have led to `chain`, the likeliest first: what rules say of it and of the clues in `explanation`,
/// then what the catalogue says of its errors, from the innermost one outwards, and of recognised texts.
[[nodiscard]] std::vector<Cause> causesOf(Chain chain,
                                          const Explanation& explanation,
                                          const Catalogue& catalogue);

}  // namespace explain
