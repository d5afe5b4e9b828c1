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
    if (key.kind != x509::KeyKind::Ec)
        return notApplicable();
    constexpr int least = 256;
    if (key.isNamedCurve && key.bits >= least)
        return pass();
    return fail(QCoreApplication::translate("trust", "The EC key of %1 is too weak for TLS")
                    .arg(nameOf(question.certificate())),
                keyText(key), QCoreApplication::translate("trust", "P-256, P-384 or P-521"));
}

}  // namespace

constinit const Rule apple_tls_key_ec_256{
    .id = "apple-tls-key-ec-256",
    .title = QT_TRANSLATE_NOOP("trust", "EC keys of a TLS chain are on a named curve of at least 256 bits"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::Managed | Anchors::App,
    .sinceMajor = 11,
    .binds = Binds::Every,
    .source = {"Apple, Preventing insecure network connections", "",
               "https://developer.apple.com/documentation/security/preventing-insecure-network-connections"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "P-192 and P-224 are refused, and so are curves with parameters of their own: under public roots "
        "since iOS 11 and macOS 10.13, under all others since iOS 13 and macOS 10.15"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Make a new key on P-256, P-384 or P-521: openssl genpkey -algorithm EC "
                             "-pkeyopt ec_paramgen_curve:P-256"),
    .check = check,
};

}  // namespace trust::rules
