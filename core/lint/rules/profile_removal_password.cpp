// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"
#include "core/lint/platforms.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const profile::Payload* password = removalPassword(subject.profile());
    const schema::Target& target = subject.context().target;
    if (!password || target.platform == schema::Platform::Macos)
        return;
    const plist::Value* value = subject.profile().dict().find(u"PayloadRemovalDisallowed");
    const auto* disallowed = value ? value->as<bool>() : nullptr;
    if (!target.supervised) {
        found({.path = password->path,
               .message = QCoreApplication::translate(
                   "lint",
                   "A removal password has no effect on a device that is not supervised: anybody can remove "
                   "the profile")});
    } else if (value ? disallowed && !*disallowed
                     : !isThere(subject.profile().dict(), u"PayloadRemovalDisallowed")) {
        found({.path = password->path,
               .message = QCoreApplication::translate(
                   "lint",
                   "Without PayloadRemovalDisallowed the profile can be removed without this password")});
    }
}

}  // namespace

constinit const Rule profile_removal_password{
    .id = "profile-removal-password",
    .title = QT_TRANSLATE_NOOP("lint", "A removal password is for profiles and devices it works on"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: ProfileRemovalPassword", "",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/"
               "com.apple.profileRemovalPassword.yaml"},
    .check = check,
};

}  // namespace lint::rules
