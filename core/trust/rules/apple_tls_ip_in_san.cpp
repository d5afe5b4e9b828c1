// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"
#include "core/x509/alternative_names.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

Verdict check(const Question& question)
{
    const QByteArray wanted = ipOctets(question.context.host);
    if (wanted.isEmpty())
        return notApplicable();
    const auto& names = question.certificate().alternativeNames;
    const auto isAddress = [](const QByteArray& octets) {
        return octets.size() == 4 || octets.size() == 16;
    };
    if (names && std::all_of(names->ip.begin(), names->ip.end(), isAddress)
        && std::find(names->ip.begin(), names->ip.end(), wanted) != names->ip.end())
        return pass();
    QStringList addresses;
    if (names) {
        for (const QByteArray& octets : names->ip)
            addresses << x509::ipAddressText(octets);
    }
    return fail(QCoreApplication::translate("trust", "The certificate is not for the address %1")
                    .arg(question.context.host),
                addresses.isEmpty() ? QCoreApplication::translate("trust", "no iPAddress")
                                    : addresses.join(u", "_s),
                question.context.host);
}

}  // namespace

constinit const Rule apple_tls_ip_in_san{
    .id = "apple-tls-ip-in-san",
    .title =
        QT_TRANSLATE_NOOP("trust", "A server reached by its address has that address in the SubjectAltName"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecPolicyCheckCertSSLHostname",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "An address written as text in a dNSName or the common name never matches"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Add it as an address, subjectAltName = IP:192.0.2.7 in OpenSSL; better give the server a name"),
    .check = check,
};

}  // namespace trust::rules
