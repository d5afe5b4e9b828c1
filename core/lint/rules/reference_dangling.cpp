// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace lint::rules {

namespace {

/// The types of the payloads without a usable PayloadUUID: if one of them is meant, that is what is wrong.
QSet<QString> namelessTypes(const profile::Profile& profile)
{
    QSet<QString> types;
    for (const profile::Payload& payload : profile.payloads()) {
        if (payload.uuid.isEmpty() || holdsToken(payload.uuid))
            types.insert(payload.type);
    }
    return types;
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    std::optional<QSet<QString>> nameless;
    for (const profile::FoundReference& reference : subject.references()) {
        if (reference.to || holdsToken(reference.uuid))
            continue;
        const QStringList targets = reference.definition ? reference.definition->targets : QStringList();
        if (!nameless)
            nameless = namelessTypes(subject.profile());
        if (std::any_of(targets.begin(), targets.end(),
                        [&](const QString& type) { return nameless->contains(type); }))
            continue;
        found({
            .path = reference.path,
            .message = QCoreApplication::translate(
                "lint",
                "No payload of this profile has this PayloadUUID: the device finds nothing to use here and "
                "refuses the profile or the connection"),
            .measured = shortened(reference.uuid),
            .required = targets.join(u", "),
        });
    }
}

}  // namespace

constinit const Rule reference_dangling{
    .id = "reference-dangling",
    .title = QT_TRANSLATE_NOOP("lint", "A payload that is referred to is in the profile"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: schema of the payloads", "mdm/profiles",
               "https://github.com/apple/device-management/tree/release/mdm/profiles"},
    .check = check,
};

}  // namespace lint::rules
