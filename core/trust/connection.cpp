// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/connection.h"

#include "core/trust/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace trust {

using namespace Qt::Literals::StringLiterals;
using tls::Protocol;

const tls::Session* sessionOf(const tls::Observation& seen, Protocol protocol)
{
    if (seen.session && seen.session->protocol == protocol)
        return &*seen.session;
    for (const tls::Attempt& attempt : seen.attempts) {
        if (attempt.session && attempt.protocol == protocol)
            return &*attempt.session;
    }
    if (seen.systemSuites && seen.systemSuites->protocol == protocol)
        return &*seen.systemSuites;
    return nullptr;
}

const tls::Session* bestSession(const tls::Observation& seen)
{
    for (const Protocol protocol :
         {Protocol::Tls13, Protocol::Tls12, Protocol::Tls11, Protocol::Tls10, Protocol::Ssl30}) {
        if (const tls::Session* session = sessionOf(seen, protocol)) {
            // What an ordinary client agreed is the newest version; single attempts may end before it.
            const bool isNewest = seen.session || seen.isComplete || protocol >= Protocol::Tls12;
            return isNewest ? session : nullptr;
        }
    }
    return nullptr;
}

std::vector<tls::Suite> suitesBefore13(const tls::Observation& seen)
{
    std::vector<tls::Suite> suites;
    const auto add = [&suites](const tls::Suite& suite) {
        if (std::find(suites.begin(), suites.end(), suite) == suites.end())
            suites.push_back(suite);
    };
    const auto addOf = [&add](const std::optional<tls::Session>& session) {
        if (session && session->protocol < Protocol::Tls13)
            add(session->suite);
    };
    addOf(seen.session);
    for (const tls::Attempt& attempt : seen.attempts)
        addOf(attempt.session);
    addOf(seen.systemSuites);
    for (const tls::Suite& suite : seen.acceptedSuites)
        add(suite);
    return suites;
}

QString suitesText(const std::vector<tls::Suite>& suites)
{
    constexpr std::size_t most = 3;
    QStringList names;
    for (std::size_t i = 0; i < std::min(most, suites.size()); ++i)
        names << suites[i].name;
    if (suites.size() > most)
        names << u"…"_s;
    return names.join(u", "_s);
}

bool isSystemSuite(const tls::Suite& suite)
{
    // RFC 5289: ECDHE_{ECDSA,RSA}_WITH_AES_{128,256}_GCM_SHA{256,384}
    constexpr std::array<quint16, 4> suites{0xC02B, 0xC02C, 0xC02F, 0xC030};
    return std::find(suites.begin(), suites.end(), suite.id) != suites.end();
}

const tls::Session* systemSessionOfTls12(const tls::Observation& seen)
{
    if (seen.systemSuites)
        return &*seen.systemSuites;
    const tls::Session* session = sessionOf(seen, Protocol::Tls12);
    return session && isSystemSuite(session->suite) ? session : nullptr;
}

bool isStale(const tls::Staple& staple, const QDateTime& asOf)
{
    return staple.nextUpdate && *staple.nextUpdate < asOf.toSecsSinceEpoch();
}

bool isOutsideTransportSecurity(const Context& context)
{
    if (context.purpose != Purpose::TlsServer)
        return false;
    QString host = context.host;
    if (host.isEmpty() && context.connection)
        host = context.connection->host;
    if (host.endsWith(u'.'))
        host.chop(1);
    if (host.isEmpty())
        return false;
    return !ipOctets(host).isEmpty() || !host.contains(u'.')
           || host.endsWith(u".local"_s, Qt::CaseInsensitive);
}

Verdict brokenInTls12(const tls::Observation& seen,
                      const QString& message,
                      const QString& measured,
                      const QString& required)
{
    if (!sessionOf(seen, Protocol::Tls13))
        return fail(message, measured, required);
    return warn(QCoreApplication::translate(
                    "trust", "%1; only TLS 1.3, which the server speaks too, keeps the connection alive")
                    .arg(message),
                measured, required);
}

}  // namespace trust
