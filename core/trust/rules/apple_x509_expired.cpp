// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (!certificate.notAfter)
        return fail(QCoreApplication::translate("trust", "The end of validity of %1 cannot be read")
                        .arg(nameOf(certificate)));
    if (certificate.notBefore && *certificate.notBefore > *certificate.notAfter)
        return fail(
            QCoreApplication::translate("trust", "%1 ends before it begins, so it is valid at no time")
                .arg(nameOf(certificate)),
            momentText(*certificate.notAfter));
    // To the fraction of a second, as the device counts.
    constexpr qint64 second = 1000;
    if (question.context.asOf.toMSecsSinceEpoch() <= *certificate.notAfter * second)
        return pass();
    return fail(QCoreApplication::translate("trust", "%1 has expired").arg(nameOf(certificate)),
                momentText(*certificate.notAfter),
                QCoreApplication::translate("trust", "valid at %1")
                    .arg(momentText(question.context.asOf.toSecsSinceEpoch())));
}

}  // namespace

constinit const Rule apple_x509_expired{
    .id = "apple-x509-expired",
    .title = QT_TRANSLATE_NOOP("trust", "Every certificate of the chain is still valid"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateIsValid",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The last second of notAfter still counts; after it the device refuses the "
                             "chain, the trusted root included"),
    .fix = QT_TRANSLATE_NOOP(
        "trust", "Renew the certificate and put the new one in its place; make sure that the clock is right"),
    .check = check,
};

}  // namespace trust::rules
