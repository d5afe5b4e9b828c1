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
    if (lacksExtendedKeyUsage(certificate) || hasUsage(certificate, {emailProtection}))
        return pass();
    return fail(QCoreApplication::translate("trust", "The extended key usage lacks emailProtection"),
                usagesText(certificate), u"emailProtection"_s);
}

}  // namespace

constinit const Rule smime_eku{
    .id = "smime-eku",
    .title = QT_TRANSLATE_NOOP("trust",
                               "The extended key usage of a mail certificate, if any, is emailProtection"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Smime,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSMIME",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "Any usage does not count"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue it again with extendedKeyUsage = emailProtection"),
    .check = check,
};

}  // namespace trust::rules
