// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/rule.h"

// One line a file in this folder, in the order in which `rules` lists them.
// clang-format off

#define LINT_RULES_FILE(X) \
    X(xml_malformed) \
    X(file_not_profile)

#define LINT_RULES_IDENTITY(X) \
    X(profile_type)

#define LINT_RULES_GENERAL(X)

#define LINT_RULES_REFERENCES(X)

#define LINT_RULES_SCEP(X)

#define LINT_RULES_CERTIFICATES(X)

#define LINT_RULES_SCHEMA(X)

// clang-format on

#define LINT_RULES(X)          \
    LINT_RULES_FILE(X)         \
    LINT_RULES_IDENTITY(X)     \
    LINT_RULES_GENERAL(X)      \
    LINT_RULES_REFERENCES(X)   \
    LINT_RULES_SCEP(X)         \
    LINT_RULES_CERTIFICATES(X) \
    LINT_RULES_SCHEMA(X)

namespace lint::rules {
#define LINT_DECLARE_RULE(name) extern const Rule name;
LINT_RULES(LINT_DECLARE_RULE)
#undef LINT_DECLARE_RULE
}  // namespace lint::rules
