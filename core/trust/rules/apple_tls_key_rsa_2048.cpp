// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/since.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    if (!isBoundSince11(question.context))
        return notApplicable();
    const x509::KeyDetails& key = question.certificate().key;
    if (key.kind != x509::KeyKind::Rsa)
        return notApplicable();
    constexpr int least = 2048;
    if (key.bits >= least)
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The RSA key of %1 has %2 bits; at least 2048 are required")
            .arg(nameOf(question.certificate()), QString::number(key.bits)),
        keyText(key), QCoreApplication::translate("trust", "RSA 2048 or more"));
}

}  // namespace

constinit const Rule apple_tls_key_rsa_2048{
    .id = "apple-tls-key-rsa-2048",
    .title = QT_TRANSLATE_NOOP("trust", "RSA keys of a TLS chain have at least 2048 bits"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .sinceMajor = 11,
    .binds = Binds::Every,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Every certificate of the chain counts, the root as well, and no setting gets past it. Under public "
        "roots it holds since iOS 11 and macOS 10.13, under all others since iOS 13 and macOS 10.15"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Make a new key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 "
                             "(3072 and 4096 do as well); in AD CS, Minimum key size of the template"),
    .check = check,
};

}  // namespace trust::rules
