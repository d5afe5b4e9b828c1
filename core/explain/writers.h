// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/explain.h"

#include <QJsonObject>

namespace explain {

/// The document of `explain`, without "format". Secrets of the log are masked.
[[nodiscard]] QJsonObject toJson(const Explanation& explanation);

/// For a terminal: the stack, then what happened, the causes and the lines that prove it; secrets masked.
[[nodiscard]] QString toText(const Explanation& explanation);

/// The same as Markdown to hand over, with nothing in it that tells whose it is; see Redactor.
[[nodiscard]] QString toReport(const Explanation& explanation);

}  // namespace explain
