// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const auto& given = question.evidence.given;
    const auto isRecipient = [&given](const x509::Details* one) {
        return given.size() < 2
               || (one->keyUsage && one->keyUsage->testFlag(x509::KeyUsageBit::KeyEncipherment));
    };
    const x509::Details* refused = nullptr;
    if (given.empty() && question.certificate().key.kind != x509::KeyKind::Rsa)
        refused = &question.certificate();
    for (const x509::Details* one : given) {
        if (isRecipient(one) && one->key.kind != x509::KeyKind::Rsa)
            refused = one;
    }
    if (!refused)
        return pass();
    return fail(QCoreApplication::translate("trust", "The device cannot encrypt to %1: its key is not RSA")
                    .arg(nameOf(*refused)),
                keyText(refused->key), u"RSA"_s);
}

}  // namespace

constinit const Rule scep_rsa_only_recipient{
    .id = "scep-rsa-only-recipient",
    .title = QT_TRANSLATE_NOOP("trust", "The certificate that SCEP messages are encrypted to has an RSA key"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecSCEP.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "The device cannot encrypt to an EC key"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use an RSA key for the RA, or for the CA where there is no RA"),
    .check = check,
};

}  // namespace trust::rules
