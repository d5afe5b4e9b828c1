// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const auto& names = question.certificate().alternativeNames;
    if (!names || names->dns.empty())
        return notApplicable();
    std::vector<QByteArray> broken;
    std::copy_if(names->dns.begin(), names->dns.end(), std::back_inserter(broken),
                 [](const QByteArray& name) { return !isDnsName(name); });
    if (broken.empty())
        return pass();
    const QByteArray host = asciiHost(question.context.host);
    const bool isReached =
        broken.size() < names->dns.size() && areReadable(names->dns)
        && (host.isEmpty()
            || std::any_of(names->dns.begin(), names->dns.end(),
                           [&host](const QByteArray& name) { return matchesHost(name, host); }));
    const QString message = QCoreApplication::translate(
        "trust", "A name in the SubjectAltName is malformed, so the device skips it");
    const QString required =
        QCoreApplication::translate("trust", "letters, digits and hyphens, in labels of at most 63");
    return isReached ? warn(message, listed(broken), required) : fail(message, listed(broken), required);
}

}  // namespace

constinit const Rule apple_tls_dns_syntax{
    .id = "apple-tls-dns-syntax",
    .title = QT_TRANSLATE_NOOP("trust", "The host names in a SubjectAltName are well-formed"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes | Purpose::Ikev2Server,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecFrameworkIsDNSName",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "A name with a stray dot, blank or character is skipped without a word, as if it were not there"),
    .fix = QT_TRANSLATE_NOOP(
        "trust", "Correct the name in the request; a public CA does not allow underscores either"),
    .check = check,
};

}  // namespace trust::rules
