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
    if (isOutsideTransportSecurity(question.context))
        return notApplicable();
    if (!sessionOf(seen, tls::Protocol::Tls12))
        return sessionOf(seen, tls::Protocol::Tls13) ? pass() : notApplicable();
    const std::vector<tls::Suite> suites = suitesBefore13(seen);
    if (std::any_of(suites.begin(), suites.end(),
                    [](const tls::Suite& suite) { return suite.keyExchange == tls::KeyExchange::Ecdhe; }))
        return pass();
    // More suites may have gone unasked.
    if (!seen.isComplete)
        return notApplicable();
    return brokenInTls12(seen,
                         QCoreApplication::translate(
                             "trust", "Over TLS 1.2 the server offers no key exchange with forward secrecy"),
                         suitesText(suites), u"ECDHE"_s);
}

}  // namespace

constinit const Rule ats_forward_secrecy{
    .id = "ats-forward-secrecy",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A server that apps meet offers forward secrecy"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .sinceMajor = 9,
    .binds = Binds::Connection,
    .source = citations::transportSecurity,
    .why = QT_TRANSLATE_NOOP("trust",
                             "Apps offer ECDHE suites alone, unless they made an exception, so a server with "
                             "static RSA or DHE has nothing to agree on"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Offer ECDHE suites: ssl_ciphers ECDHE+AESGCM in nginx, SSLCipherSuite ECDHE+AESGCM in Apache; in "
        "IIS put TLS_ECDHE suites first with Enable-TlsCipherSuite"),
    .check = check,
};

}  // namespace trust::rules
