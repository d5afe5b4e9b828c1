// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/path.h"
#include "core/plist/value.h"
#include "core/schema/schema.h"

#include <QString>

#include <vector>

namespace profile {

/// A string at a place that a reference definition names.
struct ReferencePlace
{
    plist::Path path;  ///< from the payload down
    QString text;
    const schema::Reference* definition = nullptr;
};

/// Every string in `payload` at one of `definitions`' paths, in document order.
[[nodiscard]] std::vector<ReferencePlace> referencePlaces(const plist::Dict& payload,
                                                          const std::vector<schema::Reference>& definitions);

}  // namespace profile
