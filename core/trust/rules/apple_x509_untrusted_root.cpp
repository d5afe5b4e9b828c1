// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (question.evidence.isRootUnknown)
        return fail(
            QCoreApplication::translate("trust", "The chain ends in %1, which is not known to be trusted")
                .arg(nameOf(*question.evidence.chain.back())),
            nameOf(*question.evidence.chain.back()));
    return pass();
}

}  // namespace

constinit const Rule apple_x509_untrusted_root{
    .id = "apple-x509-untrusted-root",
    .title = QT_TRANSLATE_NOOP("trust", "The chain ends in a root that the device trusts"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A root that is there and not trusted counts for nothing; one installed by hand "
                             "needs the switch in Settings as well"),
    .fix = QT_TRANSLATE_NOOP("trust", "Deliver the root by MDM or in a profile, or use a public CA"),
    .check = check,
};

}  // namespace trust::rules
