// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"

#include <vector>

namespace tls {

/// The suite with this number of the IANA registry; for one that is not known here the number is its name.
[[nodiscard]] Suite suiteOf(quint16 id);

/// What can be offered for TLS 1.2 and older to a server that knows no shared secret, the best ones first.
[[nodiscard]] std::vector<quint16> offeredSuites();
/// Those of them that SSL 3.0 can have: it has neither AEAD nor hashes beyond SHA-1 (RFC 6101, A.6).
[[nodiscard]] std::vector<quint16> offeredSuitesOfSsl30();

}  // namespace tls
