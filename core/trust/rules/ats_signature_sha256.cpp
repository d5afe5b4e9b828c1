// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/connection.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (isOutsideTransportSecurity(question.context))
        return notApplicable();
    const x509::SignatureDetails& signature = question.certificate().signature;
    if (signature.hash >= x509::SignatureHash::Sha256 || signature.kind == x509::SignatureKind::Eddsa)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "The signature of the certificate is too weak for App Transport Security"),
                hashText(signature.hash), QCoreApplication::translate("trust", "SHA-256 or better"));
}

}  // namespace

constinit const Rule ats_signature_sha256{
    .id = "ats-signature-sha256",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust",
                               "The certificate of a server that apps meet is signed with SHA-256 or better"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .binds = Binds::Leaf,
    .source = {"Apple, Preventing insecure network connections", "",
               "https://developer.apple.com/documentation/security/preventing-insecure-network-connections"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "App Transport Security looks at the certificate's own signature; SHA-224 is not enough for it"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again with SHA-256: openssl x509 -sha256; in AD CS, certutil -setreg "
                             "ca\\csp\\CNGHashAlgorithm SHA256"),
    .check = check,
};

}  // namespace trust::rules
