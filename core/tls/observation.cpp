// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/observation.h"

#include <QCoreApplication>

#include <algorithm>

namespace tls {

QString protocolName(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Ssl30: return QStringLiteral("SSL 3.0");
    case Protocol::Tls10: return QStringLiteral("TLS 1.0");
    case Protocol::Tls11: return QStringLiteral("TLS 1.1");
    case Protocol::Tls12: return QStringLiteral("TLS 1.2");
    case Protocol::Tls13: return QStringLiteral("TLS 1.3");
    }
    Q_UNREACHABLE();
}

QString keyExchangeName(KeyExchange exchange)
{
    switch (exchange) {
    case KeyExchange::Tls13: return QStringLiteral("TLS 1.3");
    case KeyExchange::Ecdhe: return QStringLiteral("ECDHE");
    case KeyExchange::Dhe: return QStringLiteral("DHE");
    case KeyExchange::StaticRsa: return QCoreApplication::translate("tls", "static RSA");
    case KeyExchange::Unknown:
    case KeyExchange::Other: return QCoreApplication::translate("tls", "another one");
    }
    Q_UNREACHABLE();
}

const Session* Observation::sessionOfTls12() const
{
    const auto found = std::find_if(attempts.rbegin(), attempts.rend(), [](const Attempt& attempt) {
        return attempt.session && attempt.protocol <= Protocol::Tls12;
    });
    return found == attempts.rend() ? nullptr : &*found->session;
}

std::optional<bool> Observation::accepts(Protocol protocol) const
{
    const auto of = [protocol](const Attempt& attempt) {
        return attempt.protocol == protocol;
    };
    const auto found = std::find_if(attempts.begin(), attempts.end(), of);
    if (found == attempts.end())
        return std::nullopt;
    return std::any_of(found, attempts.end(),
                       [&](const Attempt& attempt) { return of(attempt) && attempt.session.has_value(); });
}

}  // namespace tls
