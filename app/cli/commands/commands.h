// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace cli {

extern const Command newCommand;
extern const Command showCommand;
extern const Command lintCommand;
extern const Command checkCommand;
extern const Command getCommand;
extern const Command setCommand;
extern const Command unsetCommand;
extern const Command convertCommand;
extern const Command signCommand;
extern const Command verifyCommand;
extern const Command unsignCommand;
extern const Command rulesCommand;
extern const Command scepCommand;
extern const Command explainCommand;
extern const Command ndesCommand;
extern const Command mailCommand;
extern const Command shareCommand;

}  // namespace cli
