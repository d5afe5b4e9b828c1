// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    if (subject.profile().isProfile())
        return;
    found({.path = plist::Path(),
           .message = QCoreApplication::translate(
               "lint", "This is a property list, but not a configuration profile: it has none of the keys "
                       "PayloadType, PayloadContent, PayloadIdentifier and PayloadUUID")});
}

}  // namespace

constinit const Rule file_not_profile{
    .id = "file-not-profile",
    .title = QT_TRANSLATE_NOOP("lint", "The property list is a configuration profile"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::File,
    .source = {"Apple, Device Management", "TopLevel",
               "https://developer.apple.com/documentation/devicemanagement/toplevel"},
    .check = check,
};

}  // namespace lint::rules
