// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& leaf = question.certificate();
    if (leaf.isSelfIssued)
        return warn(QCoreApplication::translate(
            "trust", "The signer signed its own certificate, which counts for nothing: Not Verified"));
    if (!question.evidence.isIncomplete)
        return pass();
    return warn(QCoreApplication::translate("trust", "The issuer of %1 is not in the signature")
                    .arg(nameOf(*question.evidence.chain.back())));
}

}  // namespace

constinit const Rule profile_signer_chain_in_cms{
    .id = "profile-signer-chain-in-cms",
    .title = QT_TRANSLATE_NOOP("trust", "The signature brings every intermediate certificate along"),
    .weight = Weight::Label,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ProfileSigner,
    .binds = Binds::Leaf,
    .source = {"iPhone Configuration Utility, and observations of its successors", "",
               "https://github.com/micromdm/micromdm/issues/806"},
    .why = QT_TRANSLATE_NOOP("trust", "The device does not fetch them reliably"),
    .fix = QT_TRANSLATE_NOOP("trust", "Sign with the whole chain: sign --chain"),
    .check = check,
};

}  // namespace trust::rules
