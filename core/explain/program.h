// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace explain {

/// The program that wrote `line` of a log, in the shapes of syslog, of `log show` (default, compact, syslog)
/// and of what Console copies; empty where the line does not tell.
[[nodiscard]] QString programOf(const QString& line);

}  // namespace explain
