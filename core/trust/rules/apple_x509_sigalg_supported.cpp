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
    switch (certificate.signature.kind) {
    case x509::SignatureKind::RsaPkcs1:
    case x509::SignatureKind::Ecdsa:
    case x509::SignatureKind::Eddsa: return pass();
    case x509::SignatureKind::RsaPss:
        return fail(QCoreApplication::translate(
                        "trust", "%1 is signed with RSASSA-PSS, which devices cannot check on certificates")
                        .arg(nameOf(certificate)),
                    u"RSASSA-PSS"_s, QCoreApplication::translate("trust", "RSA PKCS #1 v1.5 or ECDSA"));
    default: break;
    }
    return fail(QCoreApplication::translate("trust", "%1 is signed in a way that devices cannot check")
                    .arg(nameOf(certificate)),
                QString::fromLatin1(certificate.signature.algorithm),
                QCoreApplication::translate("trust", "RSA PKCS #1 v1.5 or ECDSA"));
}

}  // namespace

constinit const Rule apple_x509_sigalg_supported{
    .id = "apple-x509-sigalg-supported",
    .title = QT_TRANSLATE_NOOP("trust", "Every signature is one that Apple devices can check"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1",
               "SecKeyAlgorithmFromDERAlgorithmId",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "RSASSA-PSS and ECDSA with a separate hash are unknown to the chain builder, so "
                             "the issuer counts as one that did not sign and the chain is not found"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue the chain again with PKCS #1 v1.5 and SHA-256, or ECDSA; in AD CS, "
                             "AlternateSignatureAlgorithm=0 in CAPolicy.inf and certutil -setreg "
                             "ca\\csp\\AlternateSignatureAlgorithm 0"),
    .check = check,
};

}  // namespace trust::rules
