// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"

#include <functional>
#include <span>

namespace cli {

/// Does the work once the arguments are read; returns the exit code.
using Run = std::function<int()>;

/// One verb of the command line.
struct Command
{
    const char* name;
    const char* summary;  ///< one line, QT_TRANSLATE_NOOP("cli", …)
    /// Declares what the command takes; what it returns keeps the values alive.
    Run (*declare)(Arguments& arguments);
};

/// Every command, in the order the help shows them.
[[nodiscard]] std::span<const Command* const> allCommands();

}  // namespace cli
