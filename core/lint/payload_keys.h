// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lint/subject.h"

#include <QStringView>

namespace lint {

/// Which dictionary a key stands in.
enum class Level { Profile, Payload };

/// Whether the rules of "Identity" judge this key's presence and value, so that the schema's rules need not.
[[nodiscard]] bool isIdentityKey(QStringView key, Level level);

/// Whether those rules judge the key's plist type too: of the others they only ask for a text.
[[nodiscard]] bool isIdentityType(QStringView key);

/// The known key that `key` is meant to be: `PayloadScope` for `payloadScope`, `PayloadContent` for
/// `PlayloadContent`; empty when it is right or nothing like one. `payloadType` counts for Level::Payload.
[[nodiscard]] QStringView meantKey(const Subject& subject,
                                   QStringView key,
                                   Level level,
                                   const QString& payloadType);

/// Whether `dict` has `key`, be it misspelt: what is there in the wrong case is not missing.
[[nodiscard]] bool isThere(const plist::Dict& dict, QStringView key);

/// Whether `dict` has `key` in no spelling, or an empty text for it.
[[nodiscard]] bool isMissing(const plist::Dict& dict, QStringView key);

}  // namespace lint
