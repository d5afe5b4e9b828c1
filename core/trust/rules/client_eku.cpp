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
    if (lacksExtendedKeyUsage(certificate) || hasUsage(certificate, {clientAuth, anyExtendedKeyUsage}))
        return pass();
    return fail(QCoreApplication::translate("trust", "The extended key usage does not allow TLS clients"),
                usagesText(certificate), u"clientAuth"_s);
}

}  // namespace

constinit const Rule client_eku{
    .id = "client-eku",
    .title = QT_TRANSLATE_NOOP("trust", "The extended key usage of an identity, if any, allows TLS clients"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ClientIdentity,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateSSL",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "The device does not offer an identity that is for something else"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Issue it with extendedKeyUsage = clientAuth; in AD CS, Application Policies: Client Authentication"),
    .check = check,
};

}  // namespace trust::rules
