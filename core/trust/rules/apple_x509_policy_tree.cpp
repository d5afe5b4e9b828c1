// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/x509/path_checks.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr QByteArrayView policyConstraints("2.5.29.36");
    constexpr QByteArrayView inhibitAnyPolicy("2.5.29.54");
    const auto& chain = question.evidence.chain;
    const bool isBound = std::any_of(chain.begin(), chain.end(), [&](const x509::Details* one) {
        return one->find(policyConstraints) || one->find(inhibitAnyPolicy);
    });
    if (!isBound)
        return pass();
    std::vector<x509::Certificate> certificates;
    for (const x509::Details* one : chain)
        certificates.push_back(one->certificate);
    // The last one is taken for the anchor, which binds nothing; where that is not at hand, something stands
    // in.
    if (!question.evidence.endsInAnchor)
        certificates.push_back(certificates.back());
    if (x509::policiesFit(certificates))
        return pass();
    return fail(QCoreApplication::translate(
        "trust", "The policies of the certificates do not satisfy what a CA above them requires"));
}

}  // namespace

constinit const Rule apple_x509_policy_tree{
    .id = "apple-x509-policy-tree",
    .title = QT_TRANSLATE_NOOP("trust", "The certificate policies of the chain fit together"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c, policy tree",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "A CA that requires explicit policies, or inhibits any, binds all certificates below it"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue the certificates with the policies that their CA requires"),
    .check = check,
};

}  // namespace trust::rules
