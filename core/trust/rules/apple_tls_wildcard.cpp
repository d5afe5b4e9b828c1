// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/names.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust::rules {

namespace {

Verdict check(const Question& question)
{
    const auto& names = question.certificate().alternativeNames;
    if (!names || std::none_of(names->dns.begin(), names->dns.end(), [](const QByteArray& name) {
            return hasWildcard(name);
        }))
        return notApplicable();
    std::vector<QByteArray> useless;
    std::vector<QByteArray> doubtful;
    bool isOnlySuffix = true;
    for (const QByteArray& name : names->dns) {
        if (!hasWildcard(name) || !isDnsName(name))
            continue;
        const bool isSound = isSoundWildcard(name);
        if (isSound && !isBeforePublicSuffix(name)) {
            if (isBeforePrivateSuffix(name))
                doubtful.push_back(name);
            continue;
        }
        useless.push_back(name);
        isOnlySuffix = isOnlySuffix && isSound;
    }
    const QString beforeSuffix = QCoreApplication::translate(
        "trust", "A wildcard stands before a suffix under which anybody may register, and may match nothing");
    if (useless.empty() && !doubtful.empty())
        return warn(beforeSuffix, listed(doubtful));
    if (useless.empty())
        return pass();
    const QString message =
        isOnlySuffix
            ? beforeSuffix
            : QCoreApplication::translate("trust", "A wildcard of the certificate can match no host");
    const QString required =
        QCoreApplication::translate("trust", "*.domain.example, with at least three labels");
    const QByteArray host = asciiHost(question.context.host);
    const bool isReached =
        !host.isEmpty() && std::any_of(names->dns.begin(), names->dns.end(), [&host](const QByteArray& name) {
            return matchesHost(name, host);
        });
    return isReached ? warn(message, listed(useless), required) : fail(message, listed(useless), required);
}

}  // namespace

constinit const Rule apple_tls_wildcard{
    .id = "apple-tls-wildcard",
    .title = QT_TRANSLATE_NOOP("trust", "A wildcard is the whole first label of at least three"),
    .weight = Weight::Fail,
    .certainty = Certainty::ReadInSource,
    .purposes = tlsPurposes | Purpose::Ikev2Server,
    .binds = Binds::Leaf,
    .source = {"Apple, Security framework source, Security-61901.0.87.0.1", "SecDNSMatch",
               "https://github.com/apple-oss-distributions/Security/tree/Security-61901.0.87.0.1"},
    .why = QT_TRANSLATE_NOOP("trust",
                             "A wildcard elsewhere, such as www.*.com or *.com, matches no host at all"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "List the exact names, or use a wildcard for one label of your own domain: *.sub.example.com"),
    .check = check,
};

}  // namespace trust::rules
