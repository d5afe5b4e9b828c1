// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/trust/check_rows.h"

namespace trust {

/// Tells what was judged of one case under each kind of root; the verdict rests on those that are possible.
[[nodiscard]] report::CheckReport reportOf(const Case& subject,
                                           const std::vector<Judgement>& judgements,
                                           const CheckOptions& options,
                                           const Knowledge& knowledge,
                                           DetailsCache& details);

/// The report on a server that agreed to no handshake: refused, with each refusal as a reason.
[[nodiscard]] report::CheckReport reportWithout(const tls::Observation& seen, const CheckOptions& options);

/// Whether what was sent leads to a root that is at hand, under any kind of root that is possible; to a CA
/// whose issuer nobody knows is taken for that.
[[nodiscard]] bool isChainComplete(const std::vector<Judgement>& judgements, const CheckOptions& options);

/// Adds host, port and the facts of the handshake.
void addServer(report::CheckReport& report, const tls::Observation& seen);

}  // namespace trust
