// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& issuer = question.certificate();
    if (!issuer.keyUsage || issuer.keyUsage->testFlag(x509::KeyUsageBit::KeyCertSign))
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The key usage of %1 does not allow it to sign certificates")
            .arg(nameOf(issuer)),
        keyUsageText(issuer), u"keyCertSign"_s);
}

}  // namespace

constinit const Rule apple_x509_ca_keyusage{
    .id = "apple-x509-ca-keyusage",
    .title = QT_TRANSLATE_NOOP("trust", "The key usage of an issuer, if any, allows signing certificates"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Issuers,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPathBuilder.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "An issuer that may not sign certificates is passed over, so the chain is not found"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue the CA certificate again with keyUsage = critical, keyCertSign, cRLSign"),
    .check = check,
};

}  // namespace trust::rules
