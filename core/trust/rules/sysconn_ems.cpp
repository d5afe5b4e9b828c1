// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    const tls::Session* session = systemSessionOfTls12(seen);
    if (!session)
        session = sessionOf(seen, tls::Protocol::Tls12);
    if (!session)
        return sessionOf(seen, tls::Protocol::Tls13) ? pass() : notApplicable();
    if (session->extendedMasterSecret)
        return pass();
    return brokenInTls12(seen,
                         QCoreApplication::translate(
                             "trust", "Over TLS 1.2 the server does not agree to Extended Master Secret"),
                         QCoreApplication::translate("trust", "not agreed"),
                         QCoreApplication::translate("trust", "Extended Master Secret or TLS 1.3"));
}

}  // namespace

constinit const Rule sysconn_ems{
    .id = "sysconn-ems",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP(
        "trust", "A server of MDM, profiles, apps or updates agrees to Extended Master Secret over TLS 1.2"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "RFC 7627 binds the keys to the handshake, and from iOS 27 on the system insists on it for these "
        "connections. It is no setting: old libraries, load balancers and inspecting proxies lack it"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Bring the server to OpenSSL 1.1.0 or newer, Windows to Server 2016 or newer with its updates, the "
        "load balancer to newer firmware; or turn on TLS 1.3, which has it built in"),
    .check = check,
};

}  // namespace trust::rules
