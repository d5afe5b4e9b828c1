// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    const x509::SignatureHash hash = certificate.signature.hash;
    if (hash >= x509::SignatureHash::Sha224 || certificate.signature.kind == x509::SignatureKind::Eddsa)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "%1 is signed with a hash too weak for 802.1X under a public root")
                    .arg(nameOf(certificate)),
                hashText(hash), QCoreApplication::translate("trust", "SHA-224 or better"));
}

}  // namespace

constinit const Rule apple_eap_weak_hash_system_root{
    .id = "apple-eap-weak-hash-system-root",
    .title = QT_TRANSLATE_NOOP("trust", "A RADIUS server under a public root is not signed with SHA-1"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::EapServer,
    .anchors = Anchors::System,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateEAP",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "Only chains under public roots are bound; under a root of your own SHA-1 still passes"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with SHA-256"),
    .check = check,
};

}  // namespace trust::rules
