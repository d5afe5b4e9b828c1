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
    if (!certificate.keyUsage)
        return pass();
    const x509::KeyUsageBit encrypts = certificate.key.kind == x509::KeyKind::Ec
                                           ? x509::KeyUsageBit::KeyAgreement
                                           : x509::KeyUsageBit::KeyEncipherment;
    if (certificate.keyUsage->testFlag(x509::KeyUsageBit::DigitalSignature)
        || certificate.keyUsage->testFlag(encrypts))
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The key usage allows neither signing nor encrypting mail"),
        keyUsageText(certificate), u"digitalSignature, keyEncipherment"_s);
}

}  // namespace

constinit const Rule smime_ku{
    .id = "smime-ku",
    .title = QT_TRANSLATE_NOOP("trust", "The key usage of a mail certificate allows signing or encrypting"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSMIME",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Signing needs digitalSignature; encrypting needs keyEncipherment with RSA, keyAgreement with EC"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with the usage that is needed"),
    .check = check,
};

}  // namespace trust::rules
