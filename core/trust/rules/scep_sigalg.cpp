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
    if (certificate.signature.kind != x509::SignatureKind::RsaPss || certificate.isSelfIssued)
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "%1 is signed with RSASSA-PSS, which devices cannot check on certificates")
                    .arg(nameOf(certificate)),
                u"RSASSA-PSS"_s, QCoreApplication::translate("trust", "RSA PKCS #1 v1.5 or ECDSA"));
}

}  // namespace

constinit const Rule scep_sigalg{
    .id = "scep-sigalg",
    .title = QT_TRANSLATE_NOOP("trust", "The CA chain of SCEP is not signed with RSASSA-PSS"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Every,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1",
               "SecKeyAlgorithmFromDERAlgorithmId",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Devices cannot check such signatures on certificates, so RA and issued certificates lead nowhere"),
    .fix = QT_TRANSLATE_NOOP("trust", "Issue the chain again with PKCS #1 v1.5 and SHA-256"),
    .check = check,
};

}  // namespace trust::rules
