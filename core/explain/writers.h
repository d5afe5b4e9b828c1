// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

#include <QJsonObject>

namespace explain {

/// The document of `explain`, without "format". Secrets of the log are masked.
[[nodiscard]] QJsonObject toJson(const Explanation& explanation);

/// For a terminal: the stack, then what happened, the causes and the lines that prove it; secrets masked.
[[nodiscard]] QString toText(const Explanation& explanation);

enum class Names { Hidden, Shown };

/// The same as Markdown to hand over, with nothing in it that tells whose it is; see Redactor. With names
/// shown, only secrets are masked.
[[nodiscard]] QString toReport(const Explanation& explanation, Names names = Names::Hidden);

}  // namespace explain
