// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (!question.evidence.isIncomplete)
        return pass();
    const x509::Details& last = *question.evidence.chain.back();
    const Purposes withoutNetwork = Purposes(Purpose::EapServer) | Purpose::ScepCa | Purpose::ProfileSigner;
    const QString message =
        QCoreApplication::translate("trust", "The issuer of %1 is missing").arg(nameOf(last));
    const QString required = last.certificate.issuer().toString();
    if (!last.caIssuers.empty() && !withoutNetwork.testFlag(question.context.purpose))
        return warn(QCoreApplication::translate(
                        "trust", "%1; the device may fetch it from the address in the certificate")
                        .arg(message),
                    listed(last.caIssuers), required);
    return fail(message, {}, required);
}

}  // namespace

constinit const Rule apple_x509_incomplete_chain{
    .id = "apple-x509-incomplete-chain",
    .title = QT_TRANSLATE_NOOP("trust", "Every issuer up to the root can be found"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPathBuilder.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A missing issuer may be fetched from the address in the certificate, except "
                             "for EAP, SCEP and profile signatures"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Send the whole chain but the root; put intermediates into the profile for EAP"),
    .check = check,
};

}  // namespace trust::rules
