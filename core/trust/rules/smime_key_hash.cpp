// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    constexpr int leastRsa = 2048;
    constexpr int leastEc = 256;
    const x509::KeyDetails& key = certificate.key;
    if (!isAtLeast(key, leastRsa, leastEc))
        return fail(QCoreApplication::translate("trust", "The key of %1 is too weak for mail")
                        .arg(nameOf(certificate)),
                    keyText(key), QCoreApplication::translate("trust", "RSA 2048 or EC 256 bits"));
    return judgeHash(certificate, x509::SignatureHash::Sha224);
}

}  // namespace

constinit const Rule smime_key_hash{
    .id = "smime-key-hash",
    .title = QT_TRANSLATE_NOOP("trust", "A mail chain has strong keys and no SHA-1"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .sinceMajor = 15,
    .sinceMinor = 5,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSMIME",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "RSA 2048 or EC 256 at least, and SHA-256 below a self-signed root, under every root"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with a stronger key and SHA-256"),
    .check = check,
};

}  // namespace trust::rules
