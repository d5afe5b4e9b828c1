// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/reply.h"
#include "core/scep/report.h"
#include "core/scep/settings.h"

namespace scep {

/// What is to be said of a certificate that was issued, beside the device's own checks.
[[nodiscard]] std::vector<report::Finding> notesOnIssued(const std::vector<x509::Certificate>& sent,
                                                         const Settings& settings,
                                                         const x509::PrivateKey& key);

/// The certificate of `key` and what came with it. `sent` is not empty; where none of it fits, the first
/// counts, as for a device before iOS 26.
[[nodiscard]] Issued issuedOf(const std::vector<x509::Certificate>& sent, const x509::PrivateKey& key);

}  // namespace scep
