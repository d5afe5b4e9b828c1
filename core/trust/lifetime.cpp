// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/lifetime.h"

#include <QCoreApplication>
#include <QLocale>

namespace trust {

namespace {

QString daysText(qint64 seconds)
{
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const qint64 days = seconds / secondsPerDay;
    const qint64 rest = seconds % secondsPerDay;
    if (rest == 0)
        return QCoreApplication::translate("trust", "%1 days").arg(english.toString(days));
    return QCoreApplication::translate("trust", "%1 days and %2 s")
        .arg(english.toString(days), english.toString(rest));
}

}  // namespace

std::optional<qint64> lifetimeOf(const x509::Details& certificate)
{
    if (!certificate.notBefore || !certificate.notAfter)
        return std::nullopt;
    return *certificate.notAfter - *certificate.notBefore;
}

Verdict judgeLifetime(const Question& question, const LifetimeLimit& limit)
{
    const x509::Details& certificate = question.certificate();
    const auto lifetime = lifetimeOf(certificate);
    if (!lifetime || *certificate.notBefore < limit.from
        || (limit.until != 0 && *certificate.notBefore >= limit.until))
        return notApplicable();
    const qint64 counted = *lifetime + (limit.countsBothEnds ? 1 : 0);
    const qint64 most = limit.days * secondsPerDay;
    const bool isTooLong = counted > most + limit.slack;
    if (!isTooLong && (!limit.warnsInSlack || counted <= most))
        return pass();
    Verdict verdict;
    verdict.outcome = isTooLong ? limit.broken : Outcome::Warn;
    verdict.message =
        QCoreApplication::translate("trust", "The certificate is valid for %1; at most %2 days are allowed")
            .arg(daysText(counted), QString::number(limit.days));
    verdict.measured = daysText(counted);
    verdict.required = QCoreApplication::translate("trust", "at most %1 days").arg(limit.days);
    return verdict;
}

}  // namespace trust
