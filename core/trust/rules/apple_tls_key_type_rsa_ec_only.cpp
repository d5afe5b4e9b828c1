// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::KeyDetails& key = question.certificate().key;
    if (key.kind == x509::KeyKind::Rsa || key.kind == x509::KeyKind::Ec)
        return pass();
    return fail(QCoreApplication::translate("trust", "The key of %1 is neither RSA nor EC")
                    .arg(nameOf(question.certificate())),
                keyText(key), QCoreApplication::translate("trust", "RSA or EC"));
}

}  // namespace

constinit const Rule apple_tls_key_type_rsa_ec_only{
    .id = "apple-tls-key-type-rsa-ec-only",
    .title = QT_TRANSLATE_NOOP("trust", "Keys of a TLS chain are RSA or EC"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .sinceMajor = 13,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCheckKeySize",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Ed25519 and Ed448 chains can be built on the device, but no key of theirs is "
                             "long enough for its TLS policy"),
    .fix = QT_TRANSLATE_NOOP("trust", "Use an RSA or ECDSA key for the server and its CAs"),
    .check = check,
};

}  // namespace trust::rules
