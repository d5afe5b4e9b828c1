// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (question.evidence.isIncomplete || question.evidence.isRootUnknown)
        return warn(QCoreApplication::translate(
            "trust",
            "The signer does not lead to a trusted root: the device is expected to show Not Verified"));
    return pass();
}

}  // namespace

constinit const Rule profile_signed_verified{
    .id = "profile-signed-verified",
    .title = QT_TRANSLATE_NOOP("trust", "The signer of a profile stands under a root that the device trusts"),
    .weight = Weight::Label,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ProfileSigner,
    .binds = Binds::Leaf,
    .source = {"iPhone Configuration Utility, and observations of its successors", "",
               "https://github.com/micromdm/micromdm/issues/806"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Settings then shows Verified; what the certificate is for, its days and its "
                             "host names are not looked at"),
    .fix = QT_TRANSLATE_NOOP("trust", "Sign with a certificate of a public CA, or deliver the root first"),
    .check = check,
};

}  // namespace trust::rules
