// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>
#include <QDateTime>

#include <set>

namespace trust::rules {

namespace {

/// Whole calendar months from one day to the other.
int monthsOf(const x509::Details& certificate)
{
    const QDateTime begin = QDateTime::fromSecsSinceEpoch(*certificate.notBefore, Qt::UTC);
    const QDateTime end = QDateTime::fromSecsSinceEpoch(*certificate.notAfter, Qt::UTC);
    int months = (end.date().year() - begin.date().year()) * 12 + end.date().month() - begin.date().month();
    if (begin.addMonths(months) > end)
        --months;
    return months;
}

/// How many different logs Apple's policy asks for: by months before 21 April 2021, by days since.
int requiredLogs(const x509::Details& certificate, qint64 lifetime)
{
    constexpr qint64 byDaysFrom = 1'618'963'200;  // 2021-04-21T00:00:00Z
    if (*certificate.notBefore >= byDaysFrom) {
        constexpr qint64 shortDays = 180;
        constexpr qint64 longDays = 825;
        if (lifetime <= shortDays * secondsPerDay)
            return 2;
        return lifetime <= longDays * secondsPerDay ? 3 : 4;
    }
    const int months = monthsOf(certificate);
    if (months < 15)
        return 2;
    if (months <= 27)
        return 3;
    return months <= 39 ? 4 : 5;
}

/// Two logs are enough when one of them came along with the handshake: in the TLS extension or the staple.
bool isServedEnough(const tls::Observation* seen, std::set<QByteArray> logs)
{
    if (!seen)
        return false;
    const auto add = [&logs](const std::vector<x509::SignedTimestamp>& timestamps) {
        for (const x509::SignedTimestamp& timestamp : timestamps)
            logs.insert(timestamp.logId);
        return !timestamps.empty();
    };
    const bool isExtended = add(seen->timestamps);
    const bool isStapled = seen->staple && add(seen->staple->timestamps);
    return (isExtended || isStapled) && logs.size() >= 2;
}

Verdict check(const Question& question)
{
    const x509::Details& certificate = question.certificate();
    constexpr qint64 from = 1'539'648'000;  // 2018-10-16T00:00:00Z
    const auto lifetime = lifetimeOf(certificate);
    if (!lifetime || *certificate.notBefore < from)
        return notApplicable();
    std::set<QByteArray> logs;
    for (const x509::SignedTimestamp& timestamp : certificate.timestamps)
        logs.insert(timestamp.logId);
    const int least = requiredLogs(certificate, *lifetime);
    const int found = static_cast<int>(logs.size());
    if (found >= least || isServedEnough(question.context.connection, logs))
        return pass();
    return fail(
        QCoreApplication::translate("trust", "The certificate carries timestamps of %1 logs; %2 are required")
            .arg(QString::number(found), QString::number(least)),
        QString::number(found),
        QCoreApplication::translate("trust", "at least %1 different logs").arg(QString::number(least)));
}

}  // namespace

constinit const Rule apple_ct_required{
    .id = "apple-ct-required",
    .title = QT_TRANSLATE_NOOP("trust",
                               "A public server certificate carries enough signed certificate timestamps"),
    .weight = Weight::Fail,
    .certainty = Certainty::Documented,
    .purposes = tlsPurposes,
    .anchors = Anchors::System,
    .sinceMajor = 12,
    .sinceMinor = 1,
    .binds = Binds::Leaf,
    .source = {"Apple, Certificate Transparency policy", "", "https://support.apple.com/103214"},
    .why = QT_TRANSLATE_NOOP(
        "trust",
        "Certificates of public CAs issued since 16 October 2018 must be logged; which logs a device accepts "
        "depends on its own list, so the count can only look sufficient"),
    .fix =
        QT_TRANSLATE_NOOP("trust",
                          "Ask the CA for a certificate with timestamps embedded, use a CA of your own, or "
                          "exempt the domain with the payload com.apple.security.certificatetransparency"),
    .check = check,
};

}  // namespace trust::rules
