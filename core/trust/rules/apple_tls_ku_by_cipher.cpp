// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (!certificate.keyUsage)
        return pass();
    using tls::KeyExchange;
    const tls::Observation* seen = question.context.connection;
    const KeyExchange agreed =
        seen && seen->session ? seen->session->suite.keyExchange : KeyExchange::Unknown;
    const bool mayEncrypt = certificate.key.kind == x509::KeyKind::Rsa;
    const bool needsEncipherment = agreed == KeyExchange::StaticRsa;
    const bool signs = certificate.keyUsage->testFlag(x509::KeyUsageBit::DigitalSignature);
    const bool enciphers = certificate.keyUsage->testFlag(x509::KeyUsageBit::KeyEncipherment);
    if (needsEncipherment ? enciphers : signs)
        return pass();
    // Without a handshake: a server that is left only static RSA still meets old clients.
    const QString required = needsEncipherment ? u"keyEncipherment"_s : u"digitalSignature"_s;
    if (agreed == KeyExchange::Unknown && mayEncrypt && enciphers)
        return fail(QCoreApplication::translate(
                        "trust", "The key usage allows static RSA alone, which current systems do not use"),
                    keyUsageText(certificate), required);
    return fail(QCoreApplication::translate(
                    "trust", "The key usage of the certificate does not allow the handshake: %1 is missing")
                    .arg(required),
                keyUsageText(certificate), required);
}

}  // namespace

constinit const Rule apple_tls_ku_by_cipher{
    .id = "apple-tls-ku-by-cipher",
    .kind = Kind::Server,
    .title =
        QT_TRANSLATE_NOOP("trust", "The key usage of a server allows what its cipher suites do with the key"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes | Purpose::EapServer,
    .sinceMajor = 18,
    .sinceMinor = 4,
    .binds = Binds::Leaf,
    .source = {"Apple, What's new for enterprise in iOS 18", "18.4", "https://support.apple.com/121158"},
    .why =
        QT_TRANSLATE_NOOP("trust",
                          "The TLS library checks it in the handshake, so trusting the certificate does not "
                          "help. Apple documents it for 802.1X and RSA; it is observed for all connections"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Add digitalSignature, and keyEncipherment for RSA: keyUsage = critical, "
                             "digitalSignature, keyEncipherment; never use a CA certificate as the server's"),
    .check = check,
};

}  // namespace trust::rules
