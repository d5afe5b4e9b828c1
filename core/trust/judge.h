// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"

namespace trust {

/// One row of a judgement: what one rule says of one certificate.
struct Row
{
    const Rule* rule = nullptr;
    std::size_t certificate = 0;  ///< index in the chain
    Verdict verdict;
};

/// Asks every rule about every certificate of a chain it may bind; a rule that binds none gives one row of
/// not-applicable for the leaf.
///
/// Never touches the network or the clock.
[[nodiscard]] std::vector<Row> judge(const Evidence& evidence, const Context& context);

/// The same for one rule.
[[nodiscard]] std::vector<Row> judge(const Rule& rule, const Evidence& evidence, const Context& context);

/// What a device does with it: error for what it refuses, warning for the rest that is broken, info for
/// advice.
[[nodiscard]] report::Severity severityOf(const Row& row);

/// A broken row as a finding, of no certificate and no kind of root in particular.
[[nodiscard]] report::Finding findingOf(const Row& row);

}  // namespace trust
