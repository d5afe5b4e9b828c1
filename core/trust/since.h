// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/context.h"

namespace trust {

/// Whether what iOS 11 asked of public roots alone binds the chain of this context: since iOS 13 it binds
/// every root.
[[nodiscard]] inline bool isBoundSince11(const Context& context)
{
    constexpr int everyRoot = 13;
    return context.anchors == Anchors::System || generationOf(context.os).majorVersion() >= everyRoot;
}

}  // namespace trust
