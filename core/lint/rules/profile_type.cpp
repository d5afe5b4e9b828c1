// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Dict& profile = subject.profile().dict();
    const plist::Value* type = profile.find(u"PayloadType");
    const auto* text = type ? type->as<QString>() : nullptr;
    if (text && *text == u"Configuration")
        return;
    if (type ? holdsToken(*type) : isThere(profile, u"PayloadType"))
        return;
    Verdict verdict;
    verdict.path = plist::Path{u"PayloadType"_s};
    verdict.measured = type ? shown(*type) : QString();
    if (subject.profile().isEnrolmentRequest()) {
        verdict.outcome = Outcome::Warn;
        verdict.message =
            QCoreApplication::translate("lint", "This is a request for enrolment over the air, which tells a "
                                                "device where to ask for its profile; "
                                                "it configures nothing itself");
        found(std::move(verdict));
        return;
    }
    verdict.required = u"Configuration"_s;
    verdict.message =
        type ? QCoreApplication::translate(
            "lint", "The profile's own PayloadType is not Configuration: devices refuse it")
             : QCoreApplication::translate("lint", "The profile has no PayloadType: devices refuse it");
    // Without PayloadContent this may be one payload instead of a profile, which no other type mends.
    if (isThere(profile, u"PayloadContent") || subject.profile().isEncrypted() || !text)
        verdict.fix = report::Fix{
            QCoreApplication::translate("lint", "Set PayloadType to Configuration"),
            {plist::Edit::set({u"PayloadType"_s}, u"Configuration"_s)},
        };
    found(std::move(verdict));
}

}  // namespace

constinit const Rule profile_type{
    .id = "profile-type",
    .title = QT_TRANSLATE_NOOP("lint", "The PayloadType of a profile is Configuration"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
