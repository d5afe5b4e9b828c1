// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::KeyDetails& key = question.certificate().key;
    constexpr int leastRsa = 2048;
    constexpr int leastEc = 224;
    if (isAtLeast(key, leastRsa, leastEc))
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The key of %1 is too weak for 802.1X under a public root")
            .arg(nameOf(question.certificate())),
        keyText(key), QCoreApplication::translate("trust", "RSA 2048 or EC 224 bits"));
}

}  // namespace

constinit const Rule apple_eap_weak_key_system_root{
    .id = "apple-eap-weak-key-system-root",
    .title = QT_TRANSLATE_NOOP(
        "trust", "A RADIUS server under a public root has a key of RSA 2048 or EC 224 at least"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::EapServer,
    .anchors = Anchors::System,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateEAP",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "Only chains under public roots are bound; under a root of your own RSA 1024 still passes"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Make a new key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 "
                             "(3072 and 4096 do as well); in AD CS, Minimum key size of the template"),
    .check = check,
};

}  // namespace trust::rules
