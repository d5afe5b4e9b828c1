// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    eachIdentity(
        subject, [&](const plist::Path& path, const plist::Dict& dict, const profile::Payload* payload) {
            for (const auto& [key, value] : dict) {
                const QStringView meant = meantKey(subject, key, payload ? Level::Payload : Level::Profile,
                                                   payload ? payload->type : QString());
                if (meant.isEmpty())
                    continue;
                Verdict verdict;
                verdict.path = path / plist::Path::Step(key);
                verdict.part = report::Part::Key;
                verdict.measured = key;
                verdict.required = meant.toString();
                verdict.message = QCoreApplication::translate("lint", "No device reads %1; the key is %2")
                                      .arg(key, verdict.required);
                // With both there, which value is meant is not ours to say.
                if (!dict.contains(meant))
                    verdict.fix = report::Fix{
                        QCoreApplication::translate("lint", "Rename to %1").arg(verdict.required),
                        {plist::Edit::rename(*verdict.path, verdict.required)},
                    };
                found(std::move(verdict));
            }
        });
}

}  // namespace

constinit const Rule profile_key_case{
    .id = "profile-key-case",
    .title = QT_TRANSLATE_NOOP("lint", "The Payload… keys are spelt as devices read them"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
