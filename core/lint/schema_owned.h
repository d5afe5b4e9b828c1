// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace lint {

/// What the general rules of the schema can say about a key.
enum class Aspect : unsigned {
    Type = 1,          ///< schema-type
    Value = 2,         ///< schema-value
    Presence = 4,      ///< schema-required, schema-unknown-key
    Content = 8,       ///< all of it, and everything below
    Supervision = 16,  ///< target-supervised, target-platform
};

/// Whether a rule of its own speaks about this side of `key`, so that one mistake is told once.
/// An empty key asks about the payload as a whole.
[[nodiscard]] bool isOwned(QStringView payloadType, QStringView key, Aspect aspect);
/// Whether isOwned() says yes for any key of that payload type.
[[nodiscard]] bool hasOwnedKeys(QStringView payloadType);

}  // namespace lint
