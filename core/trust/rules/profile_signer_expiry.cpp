// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const auto& end = question.certificate().notAfter;
    if (end && question.context.asOf.toSecsSinceEpoch() <= *end)
        return pass();
    return warn(QCoreApplication::translate(
                    "trust",
                    "The certificate of the signer has expired: the device is expected to show Not Verified"),
                end ? momentText(*end) : QString());
}

}  // namespace

constinit const Rule profile_signer_expiry{
    .id = "profile-signer-expiry",
    .title = QT_TRANSLATE_NOOP("trust", "The signer's certificate has not expired"),
    .weight = Weight::Label,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ProfileSigner,
    .binds = Binds::Leaf,
    .source = {"iPhone Configuration Utility, and observations of its successors", "",
               "https://github.com/micromdm/micromdm/issues/806"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The label is found out when it is shown: it turns to Not Verified when the "
                             "certificate ends, and no time stamp helps; what is installed keeps working"),
    .fix = QT_TRANSLATE_NOOP("trust", "Renew the certificate and sign again"),
    .check = check,
};

}  // namespace trust::rules
