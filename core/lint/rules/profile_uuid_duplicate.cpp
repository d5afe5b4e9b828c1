// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/letter_case.h"
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace lint::rules {

namespace {

/// Which payload types the references to a UUID take: "UUID type", the UUID in upper case.
QSet<QString> meantTypes(const Subject& subject)
{
    QSet<QString> types;
    for (const profile::FoundReference& reference : subject.references()) {
        for (const QString& target : reference.definition ? reference.definition->targets : QStringList())
            types.insert(base::toUpper(reference.uuid) + u' ' + target);
    }
    return types;
}

void tell(const Subject& subject,
          const profile::Payload* first,
          const profile::Payload& second,
          const QSet<QString>& meant,
          Sink& found)
{
    const auto isMeant = [&](const profile::Payload& payload) {
        return meant.contains(base::toUpper(payload.uuid) + u' ' + payload.type);
    };
    // The references go on naming the payload they fit, so it is the other that changes.
    const bool changesFirst = isMeant(second) && !(first && isMeant(*first));
    const plist::Path path = !changesFirst ? second.path : first ? first->path : plist::Path();
    found({
        .path = second.path / u"PayloadUUID",
        .message = first ? QCoreApplication::translate(
                       "lint", "Another payload has this PayloadUUID already: macOS refuses the profile")
                         : QCoreApplication::translate(
                             "lint", "The profile itself has this PayloadUUID: macOS refuses it"),
        .measured = second.uuid,
        .fix = report::Fix::later(QCoreApplication::translate("lint", "Set a new PayloadUUID"),
                                  [document = subject.document(), path]() -> report::Fix::Edits {
                                      return {plist::Edit::set(path / u"PayloadUUID",
                                                               derivedUuid(document, path))};
                                  }),
    });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const std::vector<profile::Payload>& payloads = subject.profile().payloads();
    QHash<QString, const profile::Payload*> seen;
    seen.reserve(static_cast<qsizetype>(payloads.size()) + 1);
    seen.insert(base::toUpper(subject.profile().uuid()), nullptr);
    std::optional<QSet<QString>> meant;
    for (const profile::Payload& payload : payloads) {
        if (payload.uuid.isEmpty())
            continue;
        const qsizetype before = seen.size();
        const profile::Payload*& first = seen[base::toUpper(payload.uuid)];
        if (seen.size() > before) {
            first = &payload;
            continue;
        }
        if (holdsToken(payload.uuid))
            continue;
        if (!meant)
            meant = meantTypes(subject);
        tell(subject, first, payload, *meant, found);
    }
}

}  // namespace

constinit const Rule profile_uuid_duplicate{
    .id = "profile-uuid-duplicate",
    .title = QT_TRANSLATE_NOOP("lint", "No PayloadUUID is used twice in a profile"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
