// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const profile::FoundReference& reference : subject.references()) {
        if (!reference.to || reference.exactCase)
            continue;
        const profile::Payload& target = subject.profile().payloads()[*reference.to];
        // A payload that cannot be meant at all is reference-kind's business.
        if (reference.definition && !reference.definition->targets.contains(target.type))
            continue;
        found({
            .path = reference.path,
            .message = QCoreApplication::translate("lint", "This matches the payload's PayloadUUID only if "
                                                           "case is ignored, which not every device does"),
            .measured = reference.uuid,
            .required = target.uuid,
            .fix = report::Fix{QCoreApplication::translate("lint", "Write the UUID as the payload does"),
                               {plist::Edit::set(reference.path, target.uuid)}},
        });
    }
}

}  // namespace

constinit const Rule reference_case{
    .id = "reference-case",
    .title = QT_TRANSLATE_NOOP("lint", "A reference spells the PayloadUUID as the payload does"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: schema of the payloads", "mdm/profiles",
               "https://github.com/apple/device-management/tree/release/mdm/profiles"},
    .check = check,
};

}  // namespace lint::rules
