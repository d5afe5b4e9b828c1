// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::KeyDetails& key = question.certificate().key;
    constexpr int leastRsa = 1024;
    constexpr int leastEc = 160;
    const bool isStrong = isAtLeast(key, leastRsa, leastEc) || key.kind == x509::KeyKind::Ed25519
                          || key.kind == x509::KeyKind::Ed448;
    if (isStrong)
        return pass();
    return fail(QCoreApplication::translate("trust", "The key of %1 is one that no Apple device accepts")
                    .arg(nameOf(question.certificate())),
                keyText(key), QCoreApplication::translate("trust", "RSA 1024 or EC P-192 at least"));
}

}  // namespace

constinit const Rule apple_x509_weak_key_fatal{
    .id = "apple-x509-weak-key-fatal",
    .title = QT_TRANSLATE_NOOP("trust", "No key of the chain is so weak that nothing gets past it"),
    .weight = Weight::Fatal,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecCertificateIsWeakKey",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "RSA below 1024 bits, EC below 160 bits or on a curve the device does not know, "
                             "DSA and other kinds of key end every evaluation, whatever is trusted"),
    .fix = QT_TRANSLATE_NOOP("trust", "Make a new key: RSA 2048 or more, or EC P-256, P-384 or P-521"),
    .check = check,
};

}  // namespace trust::rules
