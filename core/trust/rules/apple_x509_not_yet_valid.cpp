// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (!certificate.notBefore)
        return fail(QCoreApplication::translate("trust", "The beginning of validity of %1 cannot be read")
                        .arg(nameOf(certificate)));
    // To the fraction of a second, as the device counts.
    constexpr qint64 second = 1000;
    if (question.context.asOf.toMSecsSinceEpoch() >= *certificate.notBefore * second)
        return pass();
    return fail(QCoreApplication::translate("trust", "%1 is not valid yet").arg(nameOf(certificate)),
                momentText(*certificate.notBefore),
                QCoreApplication::translate("trust", "valid at %1")
                    .arg(momentText(question.context.asOf.toSecsSinceEpoch())));
}

}  // namespace

constinit const Rule apple_x509_not_yet_valid{
    .id = "apple-x509-not-yet-valid",
    .title = QT_TRANSLATE_NOOP("trust", "Every certificate of the chain is valid already"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateIsValid",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Before the first second of notBefore the device refuses the chain; a clock "
                             "that is wrong looks the same"),
    .fix = QT_TRANSLATE_NOOP("trust", "Wait, correct the clock of the CA or the device, or issue it again"),
    .check = check,
};

}  // namespace trust::rules
