// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/reply.h"
#include "core/scep/settings.h"

namespace scep {

/// What is to be said of a certificate that was issued, beside the device's own checks.
[[nodiscard]] std::vector<report::Finding> notesOnIssued(const std::vector<x509::Certificate>& sent,
                                                         const Settings& settings,
                                                         const x509::PrivateKey& key);

}  // namespace scep
