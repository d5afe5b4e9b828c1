// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'561'939'200;  // 2019-07-01T00:00:00Z
    const x509::Details& certificate = question.certificate();
    if (certificate.notBefore.value_or(0) <= from)
        return notApplicable();
    if (hasUsage(certificate, {serverAuth}))
        return pass();
    return warn(QCoreApplication::translate(
                    "trust", "The certificate lacks serverAuth, which Apple's documentation requires"),
                usagesText(certificate), u"serverAuth"_s);
}

}  // namespace

constinit const Rule apple_tls_eku_documented{
    .id = "apple-tls-eku-documented",
    .title = QT_TRANSLATE_NOOP(
        "trust", "A server certificate under a root of your own says serverAuth, as Apple writes"),
    .weight = Weight::Policy,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = Anchors::Managed,
    .sinceMajor = 13,
    .binds = Binds::Leaf,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The article asks it of all certificates issued since 1 July 2019; the "
                             "published code does not look under roots that were installed"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Add it: extendedKeyUsage = serverAuth in OpenSSL; in AD CS, Application "
                             "Policies of the template: Server Authentication"),
    .check = check,
};

}  // namespace trust::rules
