// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (!certificate.isSubjectEmpty)
        return pass();
    const bool isAuthority = certificate.basicConstraints && certificate.basicConstraints->isAuthority;
    if (isAuthority || question.isIssuer())
        return fail(QCoreApplication::translate("trust", "A CA without a subject is not accepted"));
    if (certificate.alternativeNames && certificate.alternativeNames->isCritical)
        return pass();
    return fail(QCoreApplication::translate(
        "trust", "The certificate has neither a subject nor a critical SubjectAltName"));
}

}  // namespace

constinit const Rule apple_x509_empty_subject{
    .id = "apple-x509-empty-subject",
    .title = QT_TRANSLATE_NOOP("trust", "A certificate without a subject has a critical SubjectAltName"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCheckNonEmptySubject",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "An empty subject is allowed only on a certificate that is no CA and whose SAN is critical"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Give it a subject, or mark the SAN critical: subjectAltName = critical, DNS:…"),
    .check = check,
};

}  // namespace trust::rules
