// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"
#include "core/lint/platforms.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The only platform that all payloads are for, if there is one.
std::optional<schema::Platform> commonPlatform(const Subject& subject)
{
    std::optional<schema::Platform> common;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const schema::Payload* definition = subject.store().payload(payload.type);
        const auto only = definition ? onlyPlatform(*definition) : std::nullopt;
        if (!only || (common && common != only))
            return std::nullopt;
        common = only;
    }
    return common;
}

/// Whether the system the person named is too old for the key.
bool isTooOld(const Subject& subject, schema::Platform platform)
{
    const schema::Target& target = subject.context().target;
    const schema::Key* key = subject.store().topLevel().find(u"TargetDeviceType");
    const auto since = key ? key->availability.constFind(static_cast<int>(platform))
                           : decltype(key->availability.constFind(0))();
    return target.isExplicit && target.platform == platform && key && since != key->availability.constEnd()
           && target.version < since->introduced;
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Dict& profile = subject.profile().dict();
    if (profile.contains(u"TargetDeviceType"))
        return;
    const auto platform = commonPlatform(subject);
    if (!platform || isThere(profile, u"TargetDeviceType") || isTooOld(subject, *platform))
        return;
    const int device = targetDeviceType(*platform);
    found(
        {.path = plist::Path{u"TargetDeviceType"_s},
         .message = QCoreApplication::translate(
             "lint",
             "The payloads are for one platform only; with TargetDeviceType a device does not ask for which "
             "of the devices near it the profile is meant"),
         .required = u"%1 (integer)"_s.arg(device),
         .fix = report::Fix{QCoreApplication::translate("lint", "Set TargetDeviceType to %1").arg(device),
                            {plist::Edit::set({u"TargetDeviceType"_s}, device)}}});
}

}  // namespace

constinit const Rule profile_target{
    .id = "profile-target",
    .title = QT_TRANSLATE_NOOP("lint", "A profile for one kind of device says so"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
