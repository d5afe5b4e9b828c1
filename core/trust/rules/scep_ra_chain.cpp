// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const auto& given = question.evidence.given;
    if (given.size() < 2)
        return notApplicable();
    for (const x509::Details* one : given) {
        const bool isCa = one->basicConstraints && one->basicConstraints->isAuthority;
        if (isCa || !one->keyUsage)
            continue;
        if (std::none_of(given.begin(), given.end(), [one](const x509::Details* ca) {
                return ca != one && one->certificate.isIssuedBy(ca->certificate);
            }))
            return fail(
                QCoreApplication::translate("trust", "The RA certificate %1 was issued by none of the answer")
                    .arg(nameOf(*one)),
                one->certificate.issuer().toString());
    }
    return pass();
}

}  // namespace

constinit const Rule scep_ra_chain{
    .id = "scep-ra-chain",
    .title = QT_TRANSLATE_NOOP("trust", "The RA certificates of a SCEP answer were issued by its CA"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecSCEPValidateCACertMessage",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "The device follows the RA to the CA in the same answer, the one whose fingerprint it knows"),
    .fix = QT_TRANSLATE_NOOP("trust", "Let the answer hold the CA that issued the RA certificates"),
    .check = check,
};

}  // namespace trust::rules
