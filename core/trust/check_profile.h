// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/trust/check.h"

namespace trust {

/// Judges every certificate in a profile as the payloads there use it: anchors of 802.1X for EAP, identities
/// as the device's own, roots and CAs as issuers; `purpose` overrides that. Issuers are looked for in the
/// profile and in the roots. What a PKCS #12 payload holds is judged when the password beside it opens it.
[[nodiscard]] report::CheckReport checkProfile(const plist::Document& document,
                                               const schema::Store& store,
                                               const CheckOptions& options,
                                               std::optional<Purpose> purpose,
                                               const Knowledge& knowledge);

}  // namespace trust
