// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const qint64 now = question.context.asOf.toSecsSinceEpoch();
    const x509::Details& certificate = question.certificate();
    if (certificate.notBefore && certificate.notAfter && *certificate.notBefore <= now
        && now <= *certificate.notAfter)
        return pass();
    return warn(QCoreApplication::translate(
                    "trust", "%1 is not valid now: the device is expected to show Not Verified")
                    .arg(nameOf(certificate)),
                certificate.notAfter ? momentText(*certificate.notAfter) : QString());
}

}  // namespace

constinit const Rule profile_signed_unverified{
    .id = "profile-signed-unverified",
    .title = QT_TRANSLATE_NOOP("trust", "Nothing keeps the device from showing Verified"),
    .weight = Weight::Label,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ProfileSigner,
    .binds = Binds::Every,
    .source = {"iPhone Configuration Utility, and observations of its successors", "",
               "https://github.com/micromdm/micromdm/issues/806"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A chain that has expired or cannot be built makes the label Not Verified; by "
                             "hand it can still be installed"),
    .fix = QT_TRANSLATE_NOOP("trust", "Renew the signer's chain and sign again"),
    .check = check,
};

}  // namespace trust::rules
