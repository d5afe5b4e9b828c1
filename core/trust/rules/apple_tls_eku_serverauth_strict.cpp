// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    // The code begins an hour before the date of Apple's article and excludes that very second.
    constexpr qint64 from = 1'561'935'600;  // 2019-06-30T23:00:00Z
    if (question.context.anchors == Anchors::App && certificate.notBefore.value_or(0) <= from)
        return notApplicable();
    if (question.isLeaf()
            ? hasUsage(certificate, {serverAuth})
            : lacksExtendedKeyUsage(certificate) || hasUsage(certificate, {serverAuth, anyExtendedKeyUsage}))
        return pass();
    return fail(QCoreApplication::translate("trust", "The extended key usage of %1 lacks serverAuth")
                    .arg(nameOf(certificate)),
                usagesText(certificate), u"serverAuth"_s);
}

}  // namespace

constinit const Rule apple_tls_eku_serverauth_strict{
    .id = "apple-tls-eku-serverauth-strict",
    .title = QT_TRANSLATE_NOOP("trust", "A server certificate says serverAuth in its extended key usage"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes,
    .anchors = AnchorClasses(Anchors::System) | Anchors::App,
    .sinceMajor = 13,
    .binds = Binds::BelowAnchor,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "set_ssl_ekus",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "Under a public root, and under a root that an app brings, the usage must be "
                             "there; any usage is not enough"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Add it: extendedKeyUsage = serverAuth in OpenSSL; in AD CS, Application "
                             "Policies of the template: Server Authentication"),
    .check = check,
};

}  // namespace trust::rules
