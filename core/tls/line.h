// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/probe.h"
#include "core/tls/socket.h"

#include <vector>

namespace tls {

/// Every address of a host, in the order of the system. Fails with Network or Cancelled.
[[nodiscard]] base::Result<std::vector<Address>> resolve(const QString& host, const Patience& patience);

/// Whether this is an IPv4 or IPv6 literal, with or without a zone.
[[nodiscard]] bool isAddressLiteral(const QString& host);

/// What a name server and SNI (RFC 6066, 3) are asked for: A-labels, no final dot; empty when the text
/// cannot be a host name.
[[nodiscard]] QByteArray asciiName(const QString& host);

/// The way to one server: opens as many connections as it takes, ready for a ClientHello.
class Line
{
public:
    /// Resolves the host; nothing is connected yet.
    [[nodiscard]] static base::Result<Line> find(const Endpoint& endpoint,
                                                 const ProbeOptions& options,
                                                 const Patience& total);
    /// Tries one address after the other; the first that answers is kept to from then on.
    [[nodiscard]] base::Result<Socket> open();

    [[nodiscard]] QString address() const;        ///< the one that answered; empty before
    [[nodiscard]] QByteArray serverName() const;  ///< for SNI; empty when it is an address
    [[nodiscard]] Patience forHandshake() const { return m_total.within(m_handshakeTimeout); }
    [[nodiscard]] const Patience& total() const { return m_total; }

private:
    Line(Endpoint endpoint, const ProbeOptions& options, Patience total, std::vector<Address> addresses);
    [[nodiscard]] base::Result<Socket> connect();

    Endpoint m_endpoint;
    Patience m_total;
    std::chrono::milliseconds m_connectTimeout;
    std::chrono::milliseconds m_handshakeTimeout;
    std::vector<Address> m_addresses;
    bool m_hasAnswered = false;  ///< only the address that did is left in the list
};

}  // namespace tls
