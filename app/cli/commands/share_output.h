// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/delivery/share.h"

namespace cli {

/// What is told of a share when it opens: the address, the profiles and when it ends; one line of JSON, or
/// text with a QR code when standard output is a terminal.
void printShare(const delivery::Share& share, const delivery::Interface& interface, Format format);

/// One event: a line, in text with its hints below it. Flushed.
void printEvent(const delivery::ShareEvent& event, Format format);

}  // namespace cli
