// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (certificate.signature.algorithm == certificate.innerSignature)
        return pass();
    return fail(QCoreApplication::translate("trust", "%1 names two different signature algorithms")
                    .arg(nameOf(certificate)),
                QString::fromLatin1(certificate.signature.algorithm),
                QString::fromLatin1(certificate.innerSignature));
}

}  // namespace

constinit const Rule apple_x509_sigalg_mismatch{
    .id = "apple-x509-sigalg-mismatch",
    .title = QT_TRANSLATE_NOOP("trust", "A certificate names the same signature algorithm in both places"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificate.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "RFC 5280 requires it (4.1.1.2); otherwise the issuer counts as one that did not sign"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again; the CA's software is at fault"),
    .check = check,
};

}  // namespace trust::rules
