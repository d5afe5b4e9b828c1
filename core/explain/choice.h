// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/catalogue.h"

namespace explain {

/// Which of `chains` (not empty) is explained: the last one that is known here. What programs that have no
/// part in installing say of networks and files comes behind all others.
[[nodiscard]] std::size_t chosenChain(const std::vector<Chain>& chains, const Catalogue& catalogue);

}  // namespace explain
