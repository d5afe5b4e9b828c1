// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/commands/commands.h"

#include <array>

namespace cli {

std::span<const Command* const> allCommands()
{
    static constexpr std::array table{
        &newCommand,   &showCommand,    &lintCommand, &checkCommand,  &getCommand,    &setCommand,
        &unsetCommand, &convertCommand, &signCommand, &verifyCommand, &unsignCommand, &rulesCommand,
        &scepCommand,  &explainCommand, &ndesCommand, &mailCommand,   &shareCommand,
    };
    return table;
}

}  // namespace cli
