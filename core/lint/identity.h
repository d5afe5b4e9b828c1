// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/subject.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace lint {

/// 8-4-4-4-12 hexadecimal digits, of either case.
[[nodiscard]] bool isUuid(QStringView text);

/// A PayloadUUID for the dictionary at `path`, the same for the same text and place: rules know no chance.
[[nodiscard]] QString derivedUuid(const plist::Document& document, const plist::Path& path);

/// Labels of letters, digits, hyphens and underscores, at least two, with single dots between them.
[[nodiscard]] bool isReverseDns(QStringView identifier);

/// The profile's identifier; where it has none that can be built upon, the one its payloads suggest.
[[nodiscard]] QString profileIdentifier(const profile::Profile& profile);

/// Calls `look(path, dict, payload)` for the profile itself, whose `payload` is null, and for every payload.
template <class Look>
void eachIdentity(const Subject& subject, Look look)
{
    look(plist::Path(), subject.profile().dict(), static_cast<const profile::Payload*>(nullptr));
    for (const profile::Payload& payload : subject.profile().payloads())
        look(payload.path, *payload.dict, &payload);
}

/// Hands out payload identifiers that no payload of one profile has.
class FreeIdentifiers
{
public:
    explicit FreeIdentifiers(const profile::Profile& profile);

    /// `base`, or `base.2`, `base.3`, …; never the same twice.
    [[nodiscard]] QString take(const QString& base);

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_last;
};

/// The last label of a payload type, for an identifier: "scep" of com.apple.security.scep.
[[nodiscard]] QString typeLabel(const QString& payloadType);

/// The edits that give the dictionary at `path` another PayloadUUID, with the references to the old one.
/// `owner` is the payload whose references follow; null: none do.
[[nodiscard]] std::vector<plist::Edit> changeUuid(const Subject& subject,
                                                  const plist::Path& path,
                                                  const profile::Payload* owner,
                                                  const QString& uuid);

}  // namespace lint
