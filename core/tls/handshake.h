// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"
#include "core/tls/socket.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace tls {

/// What a handshake offers, in OpenSSL's own words.
struct Offer
{
    Protocol lowest = Protocol::Tls10;
    Protocol highest = Protocol::Tls13;
    const char* suites;  ///< of TLS 1.2 and older
    const char* groups;
    const char* signatures;
};

/// Everything that OpenSSL can do, so that no server is too old or too odd to be seen.
[[nodiscard]] Offer everything();
/// The same for one version.
[[nodiscard]] Offer only(Protocol protocol);
/// What system processes of Apple's offer for TLS 1.2: KB 126655.
[[nodiscard]] Offer systemProcesses();

enum class Ending { Agreed, Refused, HungUp, TimedOut, NotTls, Cancelled, Unreached };

/// What came of one handshake.
struct Outcome
{
    Ending ending = Ending::Refused;
    std::optional<Session> session;      ///< agreed, or all but the client certificate that we do not have
    std::optional<base::Error> refusal;  ///< when there is no session
    bool hasSpokenTls = false;           ///< a record of TLS came, whatever it was
    std::vector<x509::Certificate> sent;
    std::vector<x509::SignedTimestamp> timestamps;
    QByteArray staple;  ///< DER; empty when there is none
    bool asksForClientCertificate = false;
};

/// Shakes hands on a fresh connection. `serverName` goes into SNI unless it is empty.
[[nodiscard]] Outcome shakeHands(Socket& socket,
                                 const Offer& offer,
                                 const QByteArray& serverName,
                                 const Patience& patience);

/// Whether a record of TLS may begin so (RFC 8446, 5.1).
[[nodiscard]] bool looksLikeTls(QByteArrayView bytes);

}  // namespace tls
