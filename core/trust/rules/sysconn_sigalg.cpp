// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

/// The names that end so are rsa_pkcs1_sha1 and ecdsa_sha1 (RFC 8446, 4.2.3).
bool isSha1(const tls::Session* session) { return session && session->peerSignature.endsWith(u"sha1"); }

/// The first certificate below the root that is signed with a hash the system does not offer; null: none.
const x509::Details* weaklySigned(const Question& question)
{
    const Evidence& evidence = question.evidence;
    for (std::size_t i = 0; i < evidence.chain.size(); ++i) {
        const Question one{question.context, evidence, i};
        const x509::Details& certificate = one.certificate();
        const bool isSigned = !one.isAnchor() && !certificate.isSelfIssued;
        const x509::SignatureHash hash = certificate.signature.hash;
        if (isSigned && hash != x509::SignatureHash::None && hash < x509::SignatureHash::Sha256)
            return &certificate;
    }
    return nullptr;
}

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    const QString required = QCoreApplication::translate("trust", "SHA-256 or better");
    if (const x509::Details* weak = weaklySigned(question))
        return fail(QCoreApplication::translate(
                        "trust", "%1 is signed with a hash that the system does not offer for the handshake")
                        .arg(nameOf(*weak)),
                    hashText(weak->signature.hash), required);
    const tls::Session* session = systemSessionOfTls12(seen);
    if (!session)
        session = sessionOf(seen, tls::Protocol::Tls12);
    if (!isSha1(session))
        return bestSession(seen) ? pass() : notApplicable();
    return brokenInTls12(
        seen, QCoreApplication::translate("trust", "Over TLS 1.2 the server signs the handshake with SHA-1"),
        session->peerSignature, required);
}

}  // namespace

constinit const Rule sysconn_sigalg{
    .id = "sysconn-sigalg",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP(
        "trust", "A server of MDM, profiles, apps or updates signs with algorithms that the system offers"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = Purpose::SystemConnection,
    .sinceMajor = 27,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP("trust",
                             "From iOS 27 on the system does not offer SHA-1 signatures on these "
                             "connections, so a server that knows no other cannot finish the handshake"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue the chain again with SHA-256, and let the TLS library sign with it: "
                             "Signature Algorithms in openssl.cnf or ssl_conf_command SignatureAlgorithms in "
                             "nginx; in SCHANNEL remove SHA1 from the signature suites"),
    .check = check,
};

}  // namespace trust::rules
