// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& issuer = question.certificate();
    if (!issuer.basicConstraints || !issuer.basicConstraints->pathLength)
        return pass();
    int below = 0;
    for (std::size_t i = 1; i < question.index; ++i)
        below += question.evidence.chain[i]->isSelfIssued ? 0 : 1;
    const int most = *issuer.basicConstraints->pathLength;
    if (below <= most)
        return pass();
    return fail(QCoreApplication::translate("trust", "%1 allows %2 CAs below it; there are %3")
                    .arg(nameOf(issuer), QString::number(most), QString::number(below)),
                QString::number(below),
                QCoreApplication::translate("trust", "at most %1").arg(QString::number(most)));
}

}  // namespace

constinit const Rule apple_x509_pathlen{
    .id = "apple-x509-pathlen",
    .title = QT_TRANSLATE_NOOP("trust", "No chain is longer than its CAs allow"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Issuers,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "pathLenConstraint counts the CAs below, self-issued ones not among them; that "
                             "of a trusted root binds as well"),
    .fix = QT_TRANSLATE_NOOP(
        "trust", "Issue the CA certificate again with a larger pathlen, or take out the CA between"),
    .check = check,
};

}  // namespace trust::rules
