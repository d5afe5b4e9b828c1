// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

// Errors that are known by their text alone.

namespace explain {

/// Adds the error that has the text `text` of Catalogue::texts(), seen at `proof`, to what was recognised.
void addRecognised(std::size_t text,
                   const Proof& proof,
                   const Catalogue& catalogue,
                   Explanation& explanation);

/// Whether its text stands around that of the error that tells more.
[[nodiscard]] bool isFrame(const NamedError& error, const Catalogue& catalogue);

/// Removes what stands around others: it says nothing that they do not.
void dropFrames(std::vector<NamedError>& recognised, const Catalogue& catalogue);

/// Beside errors texts count for nothing, unless the log was cut off and has no more of the innermost error
/// than its sentence in what stands around it.
void recogniseInErrors(Explanation& explanation, const Catalogue& catalogue);

}  // namespace explain
