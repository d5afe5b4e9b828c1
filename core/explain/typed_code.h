// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/catalogue.h"

#include <optional>

namespace explain {

/// What a person typed as a code: `22003`, `0x55FD`, `error 22003.`, `MCSCEPErrorDomain 22003`, the domain in
/// capitals or not. The domain is empty where none was typed.
[[nodiscard]] std::optional<LoggedError> typedCode(const QString& text, const Catalogue& catalogue);

}  // namespace explain
