// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const auto& given = question.evidence.given;
    if (given.size() < 2)
        return notApplicable();
    const auto isCa = [](const x509::Details* one) {
        return one->basicConstraints && one->basicConstraints->isAuthority;
    };
    const bool caLooksLikeRa = std::any_of(given.begin(), given.end(), [&](const x509::Details* one) {
        return isCa(one) && one->keyUsage && one->keyUsage->testFlag(x509::KeyUsageBit::DigitalSignature)
               && one->keyUsage->testFlag(x509::KeyUsageBit::KeyEncipherment);
    });
    const bool raIsBare = std::any_of(given.begin(), given.end(),
                                      [&](const x509::Details* one) { return !isCa(one) && !one->keyUsage; });
    if (!caLooksLikeRa || !raIsBare)
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The device is expected to encrypt to the CA, not to the RA"));
}

}  // namespace

constinit const Rule scep_ra_order_trap{
    .id = "scep-ra-order-trap",
    .title = QT_TRANSLATE_NOOP("trust", "The device does not take the CA for the RA"),
    .weight = Weight::Fail,
    .certainty = Certainty::Observed,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Leaf,
    .source = {"OpenXPKI, issue 14", "", "https://github.com/openxpki/openxpki-config/issues/14"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A CA with digitalSignature and keyEncipherment beside an RA without key usage: "
                             "the device encrypts to the CA, and the server cannot read it"),
    .fix = QT_TRANSLATE_NOOP("trust", "Give the RA an explicit key usage, or take those bits from the CA"),
    .check = check,
};

}  // namespace trust::rules
