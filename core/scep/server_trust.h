// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/exchange.h"

namespace scep {

/// Judges the certificate of an https server as a device does that asks it, and once. False: the report stops
/// there.
[[nodiscard]] bool judgeServer(Exchange& exchange, const QUrl& url, const std::stop_token& stop);

/// What the rules about SCEP answers say of certificates and capabilities.
void noteRules(Exchange& exchange, const QUrl& url);

}  // namespace scep
