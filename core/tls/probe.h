// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tls/observation.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace tls {

/// How a connection in clear becomes one with TLS.
enum class StartTls { None, Smtp, Imap, Pop3, Ldap };
[[nodiscard]] QString startTlsName(StartTls how);  ///< "none", "smtp", "imap", "pop3", "ldap"

[[nodiscard]] base::Result<StartTls> startTlsFromString(const QString& name);

/// Which server is meant.
struct Endpoint
{
    QString host;  ///< a name or an IP literal without brackets
    quint16 port = 443;
    StartTls startTls = StartTls::None;
    QString serverName = {};  ///< for SNI where it is not the host; never sent for an IP literal

    /// Reads `host`, `host:port`, `[::1]:port` or an https URL; without a port 443.
    [[nodiscard]] static base::Result<Endpoint> fromString(const QString& text);
    [[nodiscard]] QString toString() const;  ///< "host:port", IPv6 in brackets
};

struct ProbeOptions
{
    std::chrono::milliseconds connectTimeout{5'000};
    std::chrono::milliseconds handshakeTimeout{8'000};  ///< of each handshake
    std::chrono::milliseconds totalTimeout{60'000};     ///< of everything together
    /// Told before each step: what is done, translated, and how far it is, from 0 to 1.
    std::function<void(const QString& step, double done)> progress = {};
};

/// Shakes hands with a server in every way that a judge asks about, and tells what was seen. Blocking.
///
/// Nothing is sent but handshakes (and the words that start TLS), no certificate is trusted or refused. Fails
/// with Network when the host does not resolve, the port does not answer or what answers does not speak TLS
/// at all, and with Cancelled as soon as `stop` is requested. A server that speaks TLS but agrees to nothing
/// is an observation, not an error. Memory and time are bounded whatever the server does.
[[nodiscard]] base::Result<Observation> probe(const Endpoint& endpoint,
                                              const ProbeOptions& options = {},
                                              const std::stop_token& stop = {});

}  // namespace tls
