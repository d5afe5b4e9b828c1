// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/subject.h"

#include <initializer_list>

namespace lint {

/// Methods of EAP that show a certificate, as AcceptEAPTypes numbers them.
enum class EapMethod : std::int64_t { Tls = 13, Ttls = 21, Peap = 25, Fast = 43 };

/// The 802.1X settings of a Wi-Fi or Ethernet payload; null where there are none.
[[nodiscard]] const plist::Dict* eapSettings(const profile::Payload& payload);
[[nodiscard]] bool acceptsAny(const plist::Dict& eap, std::initializer_list<EapMethod> methods);

/// A dictionary within a payload.
struct Place
{
    plist::Path path;
    const plist::Dict* dict;
};
/// The IKEv2 settings of a VPN payload: one, or one a tunnel of an always-on VPN.
[[nodiscard]] std::vector<Place> ikev2Settings(const profile::Payload& payload);

/// The text of `key` if it is one and no template will replace it; null otherwise.
[[nodiscard]] const QString* literalText(const plist::Dict& dict, QStringView key);
/// Whether a switch is on: true, or an integer other than 0.
[[nodiscard]] bool isOn(const plist::Dict& dict, QStringView key);

/// The payload that the reference at `path`, in payload `from`, names; null when it names none in this
/// profile.
[[nodiscard]] const profile::Payload* referred(const Subject& subject,
                                               const profile::Payload& from,
                                               const plist::Path& path);

}  // namespace lint
