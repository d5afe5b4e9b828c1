// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    if (!certificate.isSelfIssued || !certificate.certificate.isSelfSigned())
        return pass();
    const QString message = QCoreApplication::translate(
        "trust", "The certificate signed itself: it works only where this very certificate is trusted");
    const bool isTrustedByWhoeverAsks =
        question.context.anchors != Anchors::System && !question.evidence.isRootUnknown;
    return isTrustedByWhoeverAsks ? warn(message) : fail(message);
}

}  // namespace

constinit const Rule apple_x509_self_signed_leaf{
    .id = "apple-x509-self-signed-leaf",
    .title = QT_TRANSLATE_NOOP("trust", "A server does not use a self-signed certificate"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = everyPurpose & ~Purposes(Purpose::ScepCa),
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyServer.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "It works only where this very certificate is trusted; no root stands behind it "
                             "that would vouch for its successor"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue the certificate from a CA and deliver that CA's root"),
    .check = check,
};

}  // namespace trust::rules
