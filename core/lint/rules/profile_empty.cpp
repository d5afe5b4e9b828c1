// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

/// A payload that says how the profile itself is kept, not what it sets up.
bool isGeneral(const profile::Payload& payload)
{
    return payload.type == u"com.apple.profileRemovalPassword";
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const profile::Profile& profile = subject.profile();
    const std::vector<profile::Payload>& payloads = profile.payloads();
    if (profile.isEncrypted() || profile.isEnrolmentRequest()
        || !std::all_of(payloads.begin(), payloads.end(), isGeneral))
        return;
    const plist::Value* content = profile.dict().find(u"PayloadContent");
    const auto* items = content ? content->as<plist::Array>() : nullptr;
    // Of another type, misspelt, or with items that are no payloads: other rules have said it.
    if (content ? !items || items->size() != payloads.size() : isThere(profile.dict(), u"PayloadContent"))
        return;
    const auto* type = profile.dict().get<QString>(u"PayloadType");
    if (!content && type && *type != u"Configuration")
        return;
    found({
        .path = plist::Path{QStringLiteral("PayloadContent")},
        .message =
            payloads.empty()
                ? QCoreApplication::translate(
                    "lint",
                    "The profile has no payload: there is nothing to install, and devices may refuse it")
                : QCoreApplication::translate(
                    "lint",
                    "The profile has nothing but general settings: devices refuse to install that alone"),
    });
}

}  // namespace

constinit const Rule profile_empty{
    .id = "profile-empty",
    .title = QT_TRANSLATE_NOOP("lint", "A profile configures something"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
