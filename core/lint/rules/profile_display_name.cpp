// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict,
                              const profile::Payload* payload) {
        if (!isMissing(dict, u"PayloadDisplayName"))
            return;
        found({
            .path = path / u"PayloadDisplayName",
            .message = payload ? QCoreApplication::translate(
                           "lint", "The payload has no name: a device shows its kind only")
                               : QCoreApplication::translate(
                                   "lint", "The profile has no name: a device shows its identifier instead"),
        });
    });
}

}  // namespace

constinit const Rule profile_display_name{
    .id = "profile-display-name",
    .title = QT_TRANSLATE_NOOP("lint", "The profile and every payload have a PayloadDisplayName"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
