// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

/// The first certificate below the root that the chain needs and the server did not send; null: none.
const x509::Details* notSent(const Question& question)
{
    const std::vector<x509::Certificate>& sent = question.context.connection->sent;
    const Evidence& evidence = question.evidence;
    for (std::size_t i = 0; i < evidence.chain.size(); ++i) {
        const bool isRoot = Question{question.context, evidence, i}.isAnchor()
                            || evidence.chain[i]->certificate.isSelfSigned();
        if (!isRoot && std::find(sent.begin(), sent.end(), evidence.chain[i]->certificate) == sent.end())
            return evidence.chain[i];
    }
    return nullptr;
}

Verdict check(const Question& question)
{
    const Evidence& evidence = question.evidence;
    const x509::Details& last = *evidence.chain.back();
    const QString issuer = last.certificate.issuer().toString();
    if (evidence.isIncomplete) {
        const Purposes withoutNetwork =
            Purposes(Purpose::EapServer) | Purpose::ScepCa | Purpose::ProfileSigner;
        const QString message =
            QCoreApplication::translate("trust", "The server does not send the issuer of %1")
                .arg(nameOf(last));
        if (last.caIssuers.empty() || withoutNetwork.testFlag(question.context.purpose))
            return fail(message, {}, issuer);
        return warn(QCoreApplication::translate(
                        "trust", "%1; the device may fetch it from the address in the certificate")
                        .arg(message),
                    listed(last.caIssuers), issuer);
    }
    if (const x509::Details* missing = notSent(question))
        return warn(QCoreApplication::translate(
                        "trust", "The server does not send %1, which a device may not have otherwise")
                        .arg(nameOf(*missing)),
                    {}, missing->certificate.subject().toString());
    if (evidence.isIssuerAssumed && evidence.chain.size() == 1)
        return warn(QCoreApplication::translate(
                        "trust", "The server sends its own certificate alone: unless its issuer is the "
                                 "trusted root itself, the chain is incomplete"),
                    {}, issuer);
    return pass();
}

}  // namespace

constinit const Rule apple_tls_server_hello_intermediates{
    .id = "apple-tls-server-hello-intermediates",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "The server sends every certificate between its own and the root"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = everyPurpose,
    .binds = Binds::Connection,
    .source = citations::pathBuilder,
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "A device may fetch a missing issuer from the address in the certificate, but not for every purpose "
        "and not in every network; RFC 8446 lets the server leave out the root alone"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Install the whole chain: the certificate first, then each issuer, in the file "
                             "of ssl_certificate in nginx or SSLCertificateFile in Apache; on Windows put "
                             "intermediates into the computer's Intermediate Certification Authorities"),
    .check = check,
};

}  // namespace trust::rules
