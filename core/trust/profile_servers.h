// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/servers.h"
#include "core/tls/probe.h"
#include "core/trust/check.h"

#include <vector>

namespace trust {

/// A TLS server that a profile names, and the context in which a device will meet it.
struct Meeting
{
    profile::NamedServer server;
    tls::Endpoint endpoint;
    /// KB 126655 binds MDM and what installs profiles; SCEP and everything else are ordinary TLS.
    Purpose purpose = Purpose::TlsServer;
};

/// Those of the servers in `profile` that a handshake can show, each address and purpose once.
[[nodiscard]] std::vector<Meeting> meetingsIn(const profile::Profile& profile);

/// `knowledge` as a device has it with the profile installed: the root CAs in its payloads are roots as well,
/// its other CAs are issuers at hand.
[[nodiscard]] Knowledge withRootsOf(const profile::Profile& profile, const Knowledge& knowledge);

}  // namespace trust
