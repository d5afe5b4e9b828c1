// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/platforms.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

#include <array>
#include <bitset>

namespace lint::rules {

namespace {

constexpr std::array platforms = {schema::Platform::Ios, schema::Platform::Macos, schema::Platform::Tvos,
                                  schema::Platform::Visionos, schema::Platform::Watchos};

using Platforms = std::bitset<platforms.size()>;

Platforms platformsOf(const schema::Payload& payload)
{
    Platforms all;
    for (std::size_t i = 0; i < platforms.size(); ++i)
        all[i] = availability(payload, platforms[i]) != nullptr;
    return all;
}

/// What TargetDeviceType leaves.
Platforms namedBy(const profile::Profile& profile)
{
    Platforms all;
    const auto* device = profile.dict().get<std::int64_t>(u"TargetDeviceType");
    for (std::size_t i = 0; i < platforms.size(); ++i)
        all[i] = device && *device == targetDeviceType(platforms[i]);
    return all.none() ? ~all : all;
}

QString names(Platforms some)
{
    QStringList list;
    for (std::size_t i = 0; i < platforms.size(); ++i) {
        if (some[i])
            list << schema::Target{platforms[i], {}}.toString().trimmed();
    }
    return list.join(QStringLiteral(", "));
}

/// The first payload that leaves no system to take the whole profile: wrong whatever the target.
void checkTogether(const Subject& subject, Sink& found)
{
    Platforms common = namedBy(subject.profile());
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const schema::Payload* definition = subject.store().payload(payload.type);
        const Platforms here = definition ? platformsOf(*definition) : Platforms();
        if (here.none())
            continue;
        if ((common & here).none()) {
            found(
                {.path = payload.path / QStringLiteral("PayloadType"),
                 .message = QCoreApplication::translate(
                                "lint", "\"%1\" exists on %2 only, what stands beside it on %3: there is no "
                                        "system that takes the whole profile")
                                .arg(payload.type, names(here), names(common)),
                 .measured = names(here),
                 .required = names(common)});
            return;
        }
        common &= here;
    }
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    // With a system named, each payload is held to that.
    if (!subject.context().target.isExplicit)
        checkTogether(subject, found);
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Platform)) {

        const schema::Target& target = subject.context().target;
        found({.path = issue.path,
               .message =
                   issue.version.isNull()
                       ? QCoreApplication::translate(
                             "lint",
                             "\"%1\" does not exist on %2 and is expected to be passed over or refused there")
                             .arg(issue.name, target.toString())
                       : QCoreApplication::translate("lint",
                                                     "\"%1\" came with version %2; %3 does not know it yet")
                             .arg(issue.name, issue.version.toString(), target.toString()),
               .measured = target.toString(),
               .required = issue.version.isNull() ? QCoreApplication::translate("lint", "Another platform")
                                                  : QCoreApplication::translate("lint", "Version %1 or newer")
                                                        .arg(issue.version.toString()),
               .part = issue.isPayload ? report::Part::Value : report::Part::Key});
    }
}

}  // namespace

constinit const Rule target_platform{
    .id = "target-platform",
    .title = QT_TRANSLATE_NOOP("lint", "Payloads and keys exist on the target"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
