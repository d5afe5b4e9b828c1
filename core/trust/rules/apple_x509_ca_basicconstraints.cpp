// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"

#include <QCoreApplication>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const x509::Details& issuer = question.certificate();
    if (issuer.version < 3 && question.isAnchor())
        return pass();
    if (issuer.version >= 3 && issuer.basicConstraints && issuer.basicConstraints->isAuthority)
        return pass();
    return fail(
        QCoreApplication::translate("trust", "%1 issues certificates and does not say that it is a CA")
            .arg(nameOf(issuer)),
        issuer.version < 3 ? QCoreApplication::translate("trust", "version %1, without extensions")
                                 .arg(QString::number(issuer.version))
                           : QCoreApplication::translate("trust", "no CA:TRUE"),
        u"basicConstraints CA:TRUE"_s);
}

}  // namespace

constinit const Rule apple_x509_ca_basicconstraints{
    .id = "apple-x509-ca-basicconstraints",
    .title = QT_TRANSLATE_NOOP("trust", "Every issuer says in basicConstraints that it is a CA"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Issuers,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1",
               "SecCertificateIsValid, chain builder",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust", "An issuer without it is passed over, so the chain is not found"),
    .fix = QT_TRANSLATE_NOOP("trust",
                             "Issue the CA certificate again with basicConstraints = critical, CA:TRUE"),
    .check = check,
};

}  // namespace trust::rules
