// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

using Cipher = tls::Suite::Cipher;

bool offers(const std::vector<tls::Suite>& suites, std::initializer_list<Cipher> ciphers)
{
    return std::any_of(suites.begin(), suites.end(), [&ciphers](const tls::Suite& suite) {
        return std::find(ciphers.begin(), ciphers.end(), suite.cipher) != ciphers.end();
    });
}

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    if (isOutsideTransportSecurity(question.context))
        return notApplicable();
    if (!sessionOf(seen, tls::Protocol::Tls12))
        return sessionOf(seen, tls::Protocol::Tls13) ? pass() : notApplicable();
    // Of suites without forward secrecy another rule speaks; where there is nothing else they are looked at.
    const std::vector<tls::Suite> all = suitesBefore13(seen);
    std::vector<tls::Suite> suites;
    std::copy_if(all.begin(), all.end(), std::back_inserter(suites),
                 [](const tls::Suite& suite) { return suite.keyExchange == tls::KeyExchange::Ecdhe; });
    if (suites.empty())
        suites = all;
    if (offers(suites, {Cipher::AesGcm, Cipher::AesCbc}))
        return pass();
    // More suites may have gone unasked.
    if (!seen.isComplete)
        return notApplicable();
    const QString required = u"AES-128, AES-256"_s;
    if (offers(suites, {Cipher::ChaCha20}))
        return warn(QCoreApplication::translate(
                        "trust",
                        "Over TLS 1.2 the server offers ChaCha20 alone, which Apple's list of suites "
                        "does not name: an app may refuse it"),
                    suitesText(suites), required);
    return brokenInTls12(
        seen,
        QCoreApplication::translate("trust", "Over TLS 1.2 the server offers no AES suite that apps take"),
        suitesText(suites), required);
}

}  // namespace

constinit const Rule ats_cipher{
    .id = "ats-cipher",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A server that apps meet offers AES"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .sinceMajor = 9,
    .binds = Binds::Connection,
    .source = citations::transportSecurity,
    .why = QT_TRANSLATE_NOOP("trust",
                             "App Transport Security takes AES-128 and AES-256 in GCM or CBC mode; neither "
                             "3DES nor RC4 nor suites with CCM are in its list"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Offer AES suites: ssl_ciphers ECDHE+AESGCM:ECDHE+AES in nginx, SSLCipherSuite "
                             "in Apache, Enable-TlsCipherSuite in Windows"),
    .check = check,
};

}  // namespace trust::rules
