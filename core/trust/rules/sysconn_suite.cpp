// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    if (!sessionOf(seen, tls::Protocol::Tls12))
        return sessionOf(seen, tls::Protocol::Tls13) ? pass() : notApplicable();
    const std::vector<tls::Suite> suites = suitesBefore13(seen);
    if (seen.systemSuites || std::any_of(suites.begin(), suites.end(), isSystemSuite))
        return pass();
    // More suites may have gone unasked.
    if (!seen.isComplete)
        return notApplicable();
    return brokenInTls12(seen,
                         QCoreApplication::translate(
                             "trust", "Over TLS 1.2 the server takes none of the four suites that the system "
                                      "offers for MDM, enrolment and updates"),
                         suitesText(suites), u"ECDHE, AES-GCM"_s);
}

}  // namespace

constinit const Rule sysconn_suite{
    .id = "sysconn-suite",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP(
        "trust", "A server of MDM, profiles, apps or updates offers ECDHE with AES-GCM over TLS 1.2"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP("trust",
                             "From iOS 27 on the system offers no CBC, static RSA, DHE or ChaCha20 suite "
                             "over TLS 1.2 on these connections"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Turn on TLS 1.3, or ssl_ciphers ECDHE+AESGCM in nginx, SSLCipherSuite ECDHE+AESGCM in Apache, "
        "Enable-TlsCipherSuite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 in Windows"),
    .check = check,
};

}  // namespace trust::rules
