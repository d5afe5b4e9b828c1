// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"
#include "core/lint/platforms.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first payload that a Mac takes for a user only, and for the whole Mac only.
struct Channels
{
    const profile::Payload* userOnly = nullptr;
    const profile::Payload* deviceOnly = nullptr;
};

Channels channelsOf(const Subject& subject)
{
    Channels channels;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const schema::Payload* definition = subject.store().payload(payload.type);
        const schema::Availability* onMac =
            definition ? availability(*definition, schema::Platform::Macos) : nullptr;
        if (!onMac)
            continue;
        const bool forDevice = onMac->deviceChannel.value_or(true);
        const bool forUser = onMac->userChannel.value_or(true);
        if (forUser && !forDevice && !channels.userOnly)
            channels.userOnly = &payload;
        if (forDevice && !forUser && !channels.deviceOnly)
            channels.deviceOnly = &payload;
    }
    return channels;
}

bool isForMacOnly(const Subject& subject)
{
    const std::vector<profile::Payload>& payloads = subject.profile().payloads();
    return !payloads.empty()
           && std::all_of(payloads.begin(), payloads.end(), [&](const profile::Payload& payload) {
                  const schema::Payload* definition = subject.store().payload(payload.type);
                  return definition && onlyPlatform(*definition) == schema::Platform::Macos;
              });
}

/// Whether another platform was named, by the person or in the file: there the key has no meaning.
bool isForAnother(const Subject& subject)
{
    const schema::Target& target = subject.context().target;
    const auto* device = subject.profile().dict().get<std::int64_t>(u"TargetDeviceType");
    return (target.isExplicit && target.platform != schema::Platform::Macos)
           || (device && *device != 0 && *device != targetDeviceType(schema::Platform::Macos));
}

bool isForMac(const Subject& subject)
{
    const schema::Target& target = subject.context().target;
    const auto* device = subject.profile().dict().get<std::int64_t>(u"TargetDeviceType");
    return target.isExplicit || (device && *device != 0) || isForMacOnly(subject);
}

std::optional<report::Fix> fix(const char16_t* scope, const profile::Payload* hindrance)
{
    if (hindrance)
        return std::nullopt;
    const QString value = QString::fromUtf16(scope);
    return report::Fix{QCoreApplication::translate("lint", "Set PayloadScope to %1").arg(value),
                       {plist::Edit::set({u"PayloadScope"_s}, value)}};
}

void judge(const QString& scope, const Channels& channels, Sink& found)
{
    if (scope == u"System" && channels.userOnly)
        found(
            {.path = plist::Path{u"PayloadScope"_s},
             .message = QCoreApplication::translate(
                            "lint", "%1 is for users only, and macOS refuses it in a profile for the system")
                            .arg(channels.userOnly->type),
             .measured = scope,
             .required = u"User"_s,
             .fix = fix(u"User", channels.deviceOnly)});
    if (scope == u"User" && channels.deviceOnly)
        found({.path = plist::Path{u"PayloadScope"_s},
               .message =
                   QCoreApplication::translate(
                       "lint", "%1 is for the whole Mac only, and macOS refuses it in a profile for a user")
                       .arg(channels.deviceOnly->type),
               .measured = scope,
               .required = u"System"_s,
               .fix = fix(u"System", channels.userOnly)});
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Dict& profile = subject.profile().dict();
    const plist::Value* scope = profile.find(u"PayloadScope");
    if (isForAnother(subject) || subject.profile().isEnrolmentRequest() || subject.profile().isEncrypted())
        return;
    if (scope) {
        if (const auto* text = scope->as<QString>())
            judge(*text, channelsOf(subject), found);
        return;
    }
    if (!isForMac(subject) || isThere(profile, u"PayloadScope"))
        return;
    const Channels channels = channelsOf(subject);
    found({.path = plist::Path{u"PayloadScope"_s},
           .message = QCoreApplication::translate(
               "lint",
               "Without PayloadScope macOS installs the profile for the user who opens it, not for the Mac"),
           .required = u"System, User"_s,
           .fix = channels.deviceOnly ? fix(u"System", channels.userOnly) : fix(u"User", nullptr)});
}

}  // namespace

constinit const Rule profile_scope{
    .id = "profile-scope",
    .title = QT_TRANSLATE_NOOP("lint", "PayloadScope says the channel that the payloads are for"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
