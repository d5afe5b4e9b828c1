// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"
#include "core/profile/create.h"
#include "core/scep/report.h"
#include "core/x509/pkcs12.h"

namespace scep {

/// Where an identity goes that was enrolled for a device.
enum class Placement {
    Replace,  ///< the SCEP payload becomes a Credentials payload; what refers to it still does
    Beside,   ///< a Credentials payload is added
};

/// Whether the passphrase of an identity stands in the profile, or the device asks for it.
enum class PassphraseIn { Profile, Mind };

struct CarryOptions
{
    Placement placement = Placement::Replace;
    PassphraseIn passphraseIn = PassphraseIn::Profile;
    x509::Pkcs12Target target = x509::Pkcs12Target::Compatible;
    profile::Defaults defaults = {};  ///< for a payload that is added
};

/// The edits that put `issued` into the profile as com.apple.security.pkcs12.
[[nodiscard]] base::Result<std::vector<plist::Edit>> carry(const profile::Profile& profile,
                                                           const profile::Payload& payload,
                                                           const Issued& issued,
                                                           const base::Secret& passphrase,
                                                           const CarryOptions& options);

/// A passphrase that nobody can guess and a person can type: 20 letters and digits in four groups.
[[nodiscard]] base::Secret makePassphrase();

/// The edits that add the CA certificates of a server as payloads, those that are not there yet.
[[nodiscard]] std::vector<plist::Edit> addAuthorities(const profile::Profile& profile,
                                                      const std::vector<SentCertificate>& certificates,
                                                      const profile::Defaults& defaults);

/// The edits that put what a server showed into the profile: the fingerprint of its CA (SHA-1, which every
/// system reads) into the payload, and its CA certificates as payloads, those that are not there yet.
[[nodiscard]] std::vector<plist::Edit> adopt(const profile::Profile& profile,
                                             const profile::Payload& payload,
                                             const std::vector<SentCertificate>& certificates,
                                             const profile::Defaults& defaults);

}  // namespace scep
