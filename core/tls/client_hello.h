// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace tls {

/// Gives as many random octets as it is asked for.
using Random = std::function<QByteArray(qsizetype count)>;

/// A ClientHello of our own making: for offers that OpenSSL does not know how to make.
///
/// Nobody can go on from the answer to it, but the answer says what the server would have agreed to.
struct ClientHello
{
    Protocol highest = Protocol::Tls12;  ///< offered together with everything before it, by their rules
    std::vector<quint16> suites;
    QByteArray serverName = {};  ///< for SNI; empty for none
};

/// The record of an SSL 3.0 (RFC 6101) to TLS 1.2 (RFC 5246) hello.
[[nodiscard]] QByteArray encode(const ClientHello& hello, const Random& random);

/// The hello that systems send since 2025: TLS 1.3 (RFC 8446) with key shares for X25519MLKEM768 and X25519,
/// which fills more than one packet. `serverName` is for SNI; empty for none.
[[nodiscard]] QByteArray largeHello(const QByteArray& serverName, const Random& random);

}  // namespace tls
