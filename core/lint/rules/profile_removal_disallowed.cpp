// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/platforms.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

/// Whether the payload says a password; a template may.
bool holdsPassword(const profile::Payload& payload)
{
    const plist::Value* password = payload.dict->find(u"RemovalPassword");
    const auto* text = password ? password->as<QString>() : nullptr;
    return password && !(text && text->isEmpty());
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const auto* disallowed = subject.profile().dict().get<bool>(u"PayloadRemovalDisallowed");
    if (!disallowed || !*disallowed)
        return;
    const schema::Target& target = subject.context().target;
    // A Mac heeds the key in every profile that is installed by hand, and in no other.
    const bool isMac = target.platform == schema::Platform::Macos;
    if (isMac && !target.manualInstall)
        return;
    Verdict verdict;
    verdict.path = plist::Path{QStringLiteral("PayloadRemovalDisallowed")};
    verdict.measured = QStringLiteral("true");
    if (target.platform == schema::Platform::Visionos || target.platform == schema::Platform::Watchos)
        verdict.message =
            QCoreApplication::translate("lint", "%1 does not know this key: anybody can remove the profile")
                .arg(target.toString());
    else if (!isMac && !target.supervised)
        verdict.message =
            QCoreApplication::translate("lint", "This has no effect on an iPhone, iPad or Apple TV that is "
                                                "not supervised: anybody can remove the "
                                                "profile");
    else if (const profile::Payload* payload = removalPassword(subject.profile());
             payload && !holdsPassword(*payload))
        verdict.message = QCoreApplication::translate(
            "lint", "The removal password is empty: nobody is expected to be able to remove the profile from "
                    "the device again, short of erasing it");
    else if (!payload)
        verdict.message = QCoreApplication::translate(
            "lint",
            "Without a removal password nobody can remove the profile from the device again, short of "
            "erasing it");
    else
        return;
    found(std::move(verdict));
}

}  // namespace

constinit const Rule profile_removal_disallowed{
    .id = "profile-removal-disallowed",
    .title = QT_TRANSLATE_NOOP("lint", "PayloadRemovalDisallowed is for devices it works on"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
