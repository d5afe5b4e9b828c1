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
    QStringList missing;
    if (!hasUsage(certificate, {clientAuth, anyExtendedKeyUsage}))
        missing << u"clientAuth"_s;
    if (certificate.keyUsage && !certificate.keyUsage->testFlag(x509::KeyUsageBit::DigitalSignature))
        missing << u"digitalSignature"_s;
    if (missing.isEmpty())
        return pass();
    return warn(
        QCoreApplication::translate("trust", "Servers are expected to look for more than the identity says"),
        usagesText(certificate), missing.join(u", "_s));
}

}  // namespace

constinit const Rule scep_issued_cert{
    .id = "scep-issued-cert",
    .title = QT_TRANSLATE_NOOP("trust", "An issued identity says clientAuth and digitalSignature"),
    .weight = Weight::Info,
    .certainty = Certainty::Uncertain,
    .purposes = Purpose::ClientIdentity,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecSCEP.c",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Wi-Fi, VPN and MDM use the identity as a TLS client, and MDM signs with it; servers look at both"),
    .fix = QT_TRANSLATE_NOOP("trust", "Let the CA template set Client Authentication and digital signature"),
    .check = check,
};

}  // namespace trust::rules
