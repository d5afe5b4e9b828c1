// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <vector>

namespace profile {

/// One place where a payload names another by its PayloadUUID.
struct FoundReference
{
    plist::Path path;               ///< of the string
    QString uuid;                   ///< as written
    std::size_t from;               ///< position in Profile::payloads()
    std::optional<std::size_t> to;  ///< the payload with that UUID, case ignored; an exact match is preferred
    bool exactCase = true;          ///< false when it matches only with case ignored
    const schema::Reference* definition = nullptr;
};

/// Every reference in `profile`, in document order.
[[nodiscard]] std::vector<FoundReference> findReferences(const Profile& profile, const schema::Store& store);

/// The references that would dangle if the payload at `index` went.
[[nodiscard]] std::vector<FoundReference> referencesTo(const Profile& profile,
                                                       std::size_t index,
                                                       const schema::Store& store);

}  // namespace profile
