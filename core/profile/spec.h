// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/document.h"
#include "core/profile/create.h"
#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace profile {

/// A profile described in JSON: `{"template":NAME,"payloads":[TYPE,…],"set":{PATH:VALUE,…}}`, of which only
/// the template must be there. VALUE as in json.h.
struct Spec
{
    QString templateName;
    QStringList payloadTypes;                              ///< to be added to what the template has
    std::vector<std::pair<QString, plist::Value>> values;  ///< path as written, and value
};

/// Reads a spec; unknown keys are errors, for a misspelt one would go unnoticed.
[[nodiscard]] base::Result<Spec> specFromJson(const QByteArray& json);

/// The edits that give `root` the spec's values. Paths may begin with `@NAME`; those without are set first,
/// items of an array in the order of their numbers. A number becomes a real where the definition wants one.
[[nodiscard]] base::Result<std::vector<plist::Edit>> editsFromSpec(const Spec& spec,
                                                                   const plist::Value& root,
                                                                   const schema::Store& store);

/// The profile that `spec` describes.
[[nodiscard]] base::Result<plist::Value> createFromSpec(const Spec& spec,
                                                        const Defaults& defaults,
                                                        const schema::Store& store);

/// The profile that `json` describes.
[[nodiscard]] base::Result<plist::Value> createFromSpec(const QByteArray& json,
                                                        const Defaults& defaults,
                                                        const schema::Store& store);

/// `root` after `edit`, which must set a value; an error when there is no place for it.
[[nodiscard]] base::Result<plist::Value> applied(const plist::Value& root, const plist::Edit& edit);

/// The two sides of `PATH=VALUE`, split at the first `=` outside double quotes.
[[nodiscard]] base::Result<std::pair<QString, QString>> splitAssignment(const QString& text);

}  // namespace profile
