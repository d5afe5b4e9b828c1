// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/rules/rules.h"
#include "core/trust/usages.h"
#include "core/x509/path_checks.h"

#include <QCoreApplication>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    constexpr QByteArrayView nameConstraints("2.5.29.30");
    const auto& chain = question.evidence.chain;
    const x509::Details& certificate = question.certificate();
    if (chain.size() == 1 && !question.isIssuer())
        return notApplicable();
    if (question.index > 0 && certificate.isSelfIssued)
        return pass();
    for (std::size_t i = question.index + 1; i < chain.size(); ++i) {
        const x509::Details& issuer = *chain[i];
        if (issuer.find(nameConstraints)
            && !x509::obeysNameConstraints(certificate.certificate, issuer.certificate))
            return fail(QCoreApplication::translate("trust", "The names of %1 lie outside what %2 may issue")
                            .arg(nameOf(certificate), nameOf(issuer)),
                        nameOf(certificate));
    }
    return pass();
}

}  // namespace

constinit const Rule apple_x509_name_constraints{
    .id = "apple-x509-name-constraints",
    .title = QT_TRANSLATE_NOOP("trust", "Every name below a CA lies inside the names it may issue"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1",
               "SecPolicyServer.c, name constraints",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "The constraints of every CA and of the trusted root bind, critical or not; "
                             "constraints of a form the device does not know fail when critical"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Issue the certificate for names inside the permitted trees, or the CA with wider constraints"),
    .check = check,
};

}  // namespace trust::rules
