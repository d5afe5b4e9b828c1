// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/catalogue.h"

#include <string_view>
#include <vector>

namespace explain {

/// What stands on a screen is typed by hand: capitals, quotes, blanks and line ends are as they come.
struct ScreenText
{
    std::size_t text = 0;  ///< of the texts looked for
    Proof proof;
};

/// The `texts` that are in `typed`, in their order, each at its first place. A long text has none: it is a
/// log.
[[nodiscard]] std::vector<ScreenText> findScreenTexts(std::string_view typed,
                                                      const std::vector<Catalogue::Text>& texts);

}  // namespace explain
