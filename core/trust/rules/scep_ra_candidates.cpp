// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    if (question.evidence.given.size() < 2)
        return notApplicable();
    bool signs = false;
    bool enciphers = false;
    for (const x509::Details* one : question.evidence.given) {
        if (!one->keyUsage)
            continue;
        signs = signs || one->keyUsage->testFlag(x509::KeyUsageBit::DigitalSignature);
        enciphers = enciphers || one->keyUsage->testFlag(x509::KeyUsageBit::KeyEncipherment);
    }
    if (signs && enciphers)
        return pass();
    return fail(QCoreApplication::translate("trust", "No certificate of the answer may be used as RA"), {},
                u"digitalSignature, keyEncipherment"_s);
}

}  // namespace

constinit const Rule scep_ra_candidates{
    .id = "scep-ra-candidates",
    .title = QT_TRANSLATE_NOOP("trust",
                               "A SCEP answer of several certificates has an RA with an explicit key usage"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecSCEPValidateCACertMessage",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Only a certificate with a key usage counts as RA: one with digitalSignature "
                             "and keyEncipherment, or one of each"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Give the RA certificates keyUsage = digitalSignature, keyEncipherment; in "
                             "NDES, renew the two RA certificates from their templates"),
    .check = check,
};

}  // namespace trust::rules
