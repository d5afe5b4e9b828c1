// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const std::size_t above = question.index + 1;
    if (above >= question.evidence.chain.size())
        return pass();
    const auto& wanted = question.certificate().authorityKeyIdentifier;
    const auto& found = question.evidence.chain[above]->subjectKeyIdentifier;
    if (!wanted || !found || *wanted == *found)
        return pass();
    return fail(
        QCoreApplication::translate("trust", "%1 names another key of its issuer than the one at hand")
            .arg(nameOf(question.certificate())),
        x509::hexWithColons(*found), x509::hexWithColons(*wanted));
}

}  // namespace

constinit const Rule apple_x509_id_linkage{
    .id = "apple-x509-id-linkage",
    .title = QT_TRANSLATE_NOOP("trust", "The key identifiers of issuer and issued certificate agree"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCheckIdLinkage",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "This is what a CA looks like that got a new key under the old name; a missing "
                             "identifier does no harm"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Send the CA certificate that belongs to the key which signed, or issue the certificate again"),
    .check = check,
};

}  // namespace trust::rules
