// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>
#include <QHash>

namespace lint::rules {

namespace {

/// The UUIDs that references without a target look for, where one payload alone can be meant.
QHash<const profile::Payload*, QString> wantedUuids(const Subject& subject)
{
    QHash<QString, std::vector<const profile::Payload*>> nameless;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        if (isMissing(*payload.dict, u"PayloadUUID"))
            nameless[payload.type].push_back(&payload);
    }
    QHash<const profile::Payload*, QString> wanted;
    for (const profile::FoundReference& reference : subject.references()) {
        if (reference.to || !reference.definition || !isUuid(reference.uuid))
            continue;
        std::vector<const profile::Payload*> candidates;
        for (const QString& target : reference.definition->targets) {
            const auto fit = nameless.constFind(target);
            if (fit != nameless.constEnd() && candidates.size() < 2)
                candidates.insert(candidates.end(), fit->begin(), fit->end());
        }
        if (candidates.size() == 1)
            wanted.insert(candidates.front(), reference.uuid);
    }
    return wanted;
}

report::Fix fix(const plist::Document& document, const plist::Path& path, const QString& wanted)
{
    if (!wanted.isEmpty())
        return {QCoreApplication::translate("lint", "Set the PayloadUUID that is referred to"),
                {plist::Edit::set(path / u"PayloadUUID", wanted)}};
    return report::Fix::later(QCoreApplication::translate("lint", "Set a new PayloadUUID"),
                              [document, path]() -> report::Fix::Edits {
                                  return {
                                      plist::Edit::set(path / u"PayloadUUID", derivedUuid(document, path))};
                              });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    std::optional<QHash<const profile::Payload*, QString>> known;
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict,
                              const profile::Payload* payload) {
        if (!isMissing(dict, u"PayloadUUID"))
            return;
        if (payload && !known)
            known = wantedUuids(subject);
        const QString wanted = payload ? known->value(payload) : QString();
        found({
            .path = path / u"PayloadUUID",
            .message = payload ? QCoreApplication::translate(
                           "lint",
                           "The payload has no PayloadUUID: devices refuse the profile, and no other payload "
                           "can refer to it")
                               : QCoreApplication::translate(
                                   "lint", "The profile has no PayloadUUID: devices refuse it"),
            .fix = fix(subject.document(), path, wanted),
        });
    });
}

}  // namespace

constinit const Rule profile_uuid_missing{
    .id = "profile-uuid-missing",
    .title = QT_TRANSLATE_NOOP("lint", "The profile and every payload have a PayloadUUID"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
