// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"
#include "core/x509/encoded_name.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

/// Before iOS 13 a device compared the common name where the certificate has no dNSName.
bool matchesCommonName(const Question& question, const QString& host)
{
    constexpr int sanAlone = 13;
    if (generationOf(question.context.os).majorVersion() >= sanAlone || host.isEmpty())
        return false;
    const QStringList names = x509::EncodedName(question.certificate().subject).name().values(u"CN");
    return std::any_of(names.begin(), names.end(),
                       [&host](const QString& name) { return matchesHost(name.toUtf8(), asciiHost(host)); });
}

Verdict check(const Question& question)
{
    const auto& names = question.certificate().alternativeNames;
    const QString& host = question.context.host;
    if (!host.isEmpty() && !ipOctets(host).isEmpty())
        return notApplicable();
    if (!names || names->dns.empty()) {
        if (host.isEmpty() && names && !names->ip.empty())
            return pass();
        if (matchesCommonName(question, host))
            return pass();
        return fail(
            QCoreApplication::translate(
                "trust",
                "The certificate has no host name in its SubjectAltName; the common name does not count"),
            QCoreApplication::translate("trust", "no dNSName"),
            host.isEmpty() ? QCoreApplication::translate("trust", "a dNSName for each host") : host);
    }
    if (!areReadable(names->dns))
        return fail(QCoreApplication::translate(
                        "trust", "A host name of the certificate is not text, so the device takes "
                                 "none of them into account"),
                    listed(names->dns), QCoreApplication::translate("trust", "UTF-8"));
    const auto fits = [&host](const QByteArray& name) {
        return host.isEmpty() ? isDnsName(name) : matchesHost(name, asciiHost(host));
    };
    if (std::any_of(names->dns.begin(), names->dns.end(), fits))
        return pass();
    if (host.isEmpty())
        return names->ip.empty() ? fail(
                   QCoreApplication::translate(
                       "trust", "No host name of the certificate is one that a device takes into account"),
                   listed(names->dns), QCoreApplication::translate("trust", "a well-formed dNSName"))
                                 : pass();
    return fail(QCoreApplication::translate("trust", "The certificate is not for %1").arg(host),
                listed(names->dns), host);
}

}  // namespace

constinit const Rule apple_tls_dns_name_in_san{
    .id = "apple-tls-dns-name-in-san",
    .title =
        QT_TRANSLATE_NOOP("trust", "A server certificate names its hosts as dNSName in the SubjectAltName"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .binds = Binds::Leaf,
    .source = {"Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15", "",
               "https://support.apple.com/103769"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "The common name has not been looked at since iOS 13 and macOS 10.15: a server that names itself "
        "there alone is refused, without a way past for MDM, SCEP and profile downloads"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Issue it again with every host name in the SAN: subjectAltName = DNS:host.example.com in OpenSSL; "
        "in AD CS let the request carry the SAN (certreq, [Extensions] 2.5.29.17)"),
    .check = check,
};

}  // namespace trust::rules
