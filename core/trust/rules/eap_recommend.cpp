// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
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
    if (!certificate.alternativeNames || certificate.alternativeNames->dns.empty())
        missing << QCoreApplication::translate("trust", "a dNSName");
    if (!hasUsage(certificate, {serverAuth}))
        missing << u"serverAuth"_s;
    if (certificate.signature.hash < x509::SignatureHash::Sha256
        && certificate.signature.kind != x509::SignatureKind::Eddsa)
        missing << u"SHA-256"_s;
    constexpr int leastRsa = 2048;
    if (certificate.key.kind == x509::KeyKind::Rsa && certificate.key.bits < leastRsa)
        missing << u"RSA 2048"_s;
    constexpr qint64 most = 825;
    if (lifetimeOf(certificate).value_or(0) > most * secondsPerDay)
        missing << QCoreApplication::translate("trust", "at most 825 days");
    if (missing.isEmpty())
        return pass();
    return warn(
        QCoreApplication::translate("trust", "Other systems, and later ones, are expected to ask for more"),
        {}, missing.join(u", "_s));
}

}  // namespace

constinit const Rule eap_recommend{
    .id = "eap-recommend",
    .title = QT_TRANSLATE_NOOP("trust", "A RADIUS server is as good as a web server"),
    .weight = Weight::Info,
    .certainty = Certainty::Observed,
    .purposes = Purpose::EapServer,
    .binds = Binds::Leaf,
    .source = {"Apple Platform Deployment, Connect to 802.1X networks", "",
               "https://support.apple.com/guide/deployment/depabc994b84/web"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "Devices do not ask it for 802.1X; Windows and Android do, and rules tighten over time"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Issue the next one with a SAN, serverAuth, SHA-256, RSA 2048 or more, and for at most 825 days"),
    .check = check,
};

}  // namespace trust::rules
