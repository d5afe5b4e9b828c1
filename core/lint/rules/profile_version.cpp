// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

QString message(const plist::Value* version)
{
    if (!version)
        return QCoreApplication::translate("lint", "PayloadVersion is missing: devices refuse the profile");
    if (version->type() == plist::Type::Integer)
        return QCoreApplication::translate(
            "lint",
            "PayloadVersion is the version of the format, not of this profile, and there is only version 1");
    return QCoreApplication::translate(
        "lint", "PayloadVersion is not an integer: macOS puts up with it, iOS may refuse the profile");
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict, const profile::Payload*) {
        const plist::Value* version = dict.find(u"PayloadVersion");
        const auto* number = version ? version->as<std::int64_t>() : nullptr;
        if (number && *number == 1)
            return;
        // What is no number at all in an <integer> is plist-bad-value's business.
        if (version ? version->type() == plist::Type::Raw || holdsToken(*version)
                    : isThere(dict, u"PayloadVersion"))
            return;
        found({
            .outcome = version ? Outcome::Warn : Outcome::Fail,
            .path = path / u"PayloadVersion",
            .message = message(version),
            .measured = version ? shown(*version) : QString(),
            .required = u"1 (integer)"_s,
            .fix = report::Fix{QCoreApplication::translate("lint", "Set PayloadVersion to 1"),
                               {plist::Edit::set(path / u"PayloadVersion", 1)}},
        });
    });
}

}  // namespace

constinit const Rule profile_version{
    .id = "profile-version",
    .title = QT_TRANSLATE_NOOP("lint", "PayloadVersion is the integer 1"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
