// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const QString& host = question.context.host;
    if (host.isEmpty())
        return notApplicable();
    const auto& names = question.certificate().alternativeNames;
    const QByteArray address = ipOctets(host);
    const QByteArray name = asciiHost(host);
    if (names && address.isEmpty() && areReadable(names->dns)
        && std::any_of(names->dns.begin(), names->dns.end(),
                       [&name](const QByteArray& one) { return matchesHost(one, name); }))
        return pass();
    if (names && !address.isEmpty()
        && std::find(names->ip.begin(), names->ip.end(), address) != names->ip.end())
        return pass();
    return fail(QCoreApplication::translate("trust", "The certificate is not for %1").arg(host),
                names ? listed(names->dns) : QString(), host);
}

}  // namespace

constinit const Rule ikev2_name{
    .id = "ikev2-name",
    .title = QT_TRANSLATE_NOOP("trust", "An IKEv2 server has the configured name in its SubjectAltName"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = Purpose::Ikev2Server,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCreateIPSec",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust", "In spite of the key's name, ServerCertificateCommonName is looked for in the SAN alone"),
    .fix = QT_TRANSLATE_NOOP("trust", "Add it to the SAN as DNS or IP"),
    .check = check,
};

}  // namespace trust::rules
