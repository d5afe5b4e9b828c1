// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/since.h"
#include "core/trust/usages.h"

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (!isBoundSince11(question.context))
        return notApplicable();
    return judgeHash(question.certificate(), x509::SignatureHash::Sha224);
}

}  // namespace

constinit const Rule apple_tls_sha1{
    .id = "apple-tls-sha1",
    .title = QT_TRANSLATE_NOOP("trust", "No certificate below the root is signed with SHA-1"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .sinceMajor = 11,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "A signature by SHA-1 or older counts for nothing in TLS, under public roots since iOS 11 and macOS "
        "10.13, under all others since iOS 13 and macOS 10.15; only a self-signed root may keep its own"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue it again with SHA-256: openssl x509 -sha256; in AD CS, certutil -setreg "
                             "ca\\csp\\CNGHashAlgorithm SHA256"),
    .check = check,
};

}  // namespace trust::rules
