// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

constexpr std::int64_t defaultRetries = 3;
constexpr std::int64_t defaultDelay = 10;

bool checkSign(const ScepSettings& scep, const char16_t* key, Sink& found)
{
    const auto* number = scep.literal<std::int64_t>(key);
    if (!number || *number >= 0)
        return true;
    found({.path = scep.path(key),
           .message = QCoreApplication::translate("lint", "%1 is negative, which has no meaning for a device")
                          .arg(key),
           .measured = QString::number(*number),
           .required = QCoreApplication::translate("lint", "0 or more")});
    return false;
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    constexpr double maxSeconds = 3600;
    const ScepSettings scep(*payload);
    const auto* retries = scep.literal<std::int64_t>(u"Retries");
    const auto* delay = scep.literal<std::int64_t>(u"RetryDelay");
    const bool isRetriesRight = checkSign(scep, u"Retries", found);
    const bool isDelayRight = checkSign(scep, u"RetryDelay", found);
    if (!isRetriesRight || !isDelayRight || (!retries && !delay))
        return;
    // The device asks for the first time at once, and waits once more behind the last.
    const double seconds = static_cast<double>(retries ? *retries : defaultRetries)
                           * static_cast<double>(delay ? *delay : defaultDelay);
    if (seconds <= maxSeconds)
        return;
    found({.path = scep.path(delay ? u"RetryDelay" : u"Retries"),
           .message = QCoreApplication::translate(
               "lint", "While the CA has not decided, the installation waits for more than an hour in all"),
           .measured = QCoreApplication::translate("lint", "%1 seconds").arg(seconds, 0, 'f', 0),
           .required = QCoreApplication::translate("lint", "Retries × RetryDelay of at most %1 seconds")
                           .arg(maxSeconds)});
}

}  // namespace

constinit const Rule scep_retry{
    .id = "scep-retry",
    .title = QT_TRANSLATE_NOOP("lint", "Retries and RetryDelay are sensible"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
