// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"
#include "core/profile/reference_walk.h"

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

/// Whether a payload that `place` may mean has its text at the key it repeats, or a template may put it
/// there.
bool isAnswered(const profile::Profile& profile, const profile::ReferencePlace& place)
{
    return std::any_of(
        profile.payloads().begin(), profile.payloads().end(), [&](const profile::Payload& payload) {
            if (!place.definition->targets.contains(payload.type))
                return false;
            const plist::Value* value = payload.dict->find(place.definition->key);
            const auto* text = value ? value->as<QString>() : nullptr;
            return value
                   && (!text || holdsToken(*text) || text->compare(place.text, Qt::CaseInsensitive) == 0);
        });
}

/// References that repeat another key than PayloadUUID.
void checkValues(const Subject& subject, Sink& found)
{
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const auto& definitions = subject.store().valueReferences(payload.type);
        for (const profile::ReferencePlace& place : profile::referencePlaces(*payload.dict, definitions)) {
            if (holdsToken(place.text) || isAnswered(subject.profile(), place))
                continue;
            found({
                .path = payload.path / place.path,
                .message = QCoreApplication::translate(
                               "lint", "No payload of this profile has this %1: the device finds nothing to "
                                       "use here")
                               .arg(place.definition->key),
                .measured = shortened(place.text),
                .required = place.definition->targets.join(u", "),
            });
        }
    }
}

void checkAll(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    check(subject, payload, found);
    checkValues(subject, found);
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
    .check = checkAll,
};

}  // namespace lint::rules
