// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    constexpr qint64 from = 1'648'771'200;  // 2022-04-01T00:00:00Z
    const x509::Details& certificate = question.certificate();
    if (certificate.notBefore.value_or(0) < from)
        return notApplicable();
    if (hasUsage(certificate, {emailProtection}))
        return pass();
    return fail(QCoreApplication::translate("trust", "The extended key usage lacks emailProtection"),
                usagesText(certificate), u"emailProtection"_s);
}

}  // namespace

constinit const Rule smime_eku_strict{
    .id = "smime-eku-strict",
    .title =
        QT_TRANSLATE_NOOP("trust", "A public mail certificate issued since April 2022 says emailProtection"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .anchors = Anchors::System,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSMIME",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "Under a public root the usage must be there"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with extendedKeyUsage = emailProtection"),
    .check = check,
};

}  // namespace trust::rules
