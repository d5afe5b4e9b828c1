// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scep_server/behaviour.h"

#include <span>
#include <string_view>

namespace scep_server {

/// One way to be different from a good server.
struct Mode
{
    const char* name;
    const char* sentence;
    void (*change)(Behaviour&);
};

[[nodiscard]] std::span<const Mode> modes();

/// Nothing when there is no such mode.
[[nodiscard]] const Mode* findMode(std::string_view name);

}  // namespace scep_server
