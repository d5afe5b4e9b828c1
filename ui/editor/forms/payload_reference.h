// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <QString>

#include <vector>

namespace ui {

/// A payload that a reference may name.
struct ReferenceTarget
{
    QString title;  ///< "SCEP: Device identity"
    QString uuid;
};

/// The definition that says the string at `path` names another payload; null when none does.
[[nodiscard]] const schema::Reference* referenceAt(const profile::Profile& profile,
                                                   const schema::Store& store,
                                                   const plist::Path& path);

/// The payloads of `profile` that `reference` takes.
[[nodiscard]] std::vector<ReferenceTarget> referenceTargets(const profile::Profile& profile,
                                                            const schema::Reference& reference);

/// What a person reads for `uuid` at `path`: the payload's title, or that there is none with this
/// UUID. Empty when there is no reference at `path`.
[[nodiscard]] QString referenceName(const profile::Profile& profile,
                                    const schema::Store& store,
                                    const plist::Path& path,
                                    const QString& uuid);

/// "SCEP: Device identity".
[[nodiscard]] QString payloadLabel(const profile::Payload& payload);

}  // namespace ui
