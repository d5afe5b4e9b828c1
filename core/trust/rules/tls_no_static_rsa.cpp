// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isStaticRsa(const tls::Suite& suite) { return suite.keyExchange == tls::KeyExchange::StaticRsa; }

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    if (!bestSession(seen))
        return notApplicable();
    const std::vector<tls::Suite> suites = suitesBefore13(seen);
    std::vector<tls::Suite> weak;
    std::copy_if(suites.begin(), suites.end(), std::back_inserter(weak), isStaticRsa);
    if (weak.empty())
        return pass();
    const QString required = u"ECDHE"_s;
    const bool hasBetter =
        sessionOf(seen, tls::Protocol::Tls13) || !std::all_of(suites.begin(), suites.end(), isStaticRsa);
    if (hasBetter)
        return warn(
            QCoreApplication::translate(
                "trust", "The server still takes static RSA, which Apple's own connections do not use"),
            suitesText(weak), required);
    // More suites may have gone unasked.
    if (!seen.isComplete)
        return notApplicable();
    const QString message = QCoreApplication::translate("trust", "The server offers static RSA alone");
    return question.context.purpose == Purpose::SystemConnection
               ? fail(message, suitesText(weak), required)
               : warn(QCoreApplication::translate(
                          "trust", "%1: apps under App Transport Security refuse it, others may not")
                          .arg(message),
                      suitesText(weak), required);
}

}  // namespace

constinit const Rule tls_no_static_rsa{
    .id = "tls-no-static-rsa",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The server does without static RSA key exchange"),
    .weight = Weight::Info,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .binds = Binds::Connection,
    .source = citations::transportSecurity,
    .why = QT_TRANSLATE_NOOP("trust",
                             "With static RSA, whoever gets the server's key reads everything that was "
                             "recorded before; apps and system connections do not offer it"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Leave suites without ECDHE out: ssl_ciphers ECDHE+AESGCM in nginx, SSLCipherSuite ECDHE+AESGCM in "
        "Apache, Disable-TlsCipherSuite TLS_RSA_WITH_AES_256_GCM_SHA384 and its like in Windows"),
    .check = check,
};

}  // namespace trust::rules
