// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <vector>

namespace schema {

/// What references.json says.
struct References
{
    QStringList identityTypes;
    QStringList certificateTypes;
    QHash<QString, std::vector<Reference>> references;       ///< by payload type
    QHash<QString, std::vector<Reference>> valueReferences;  ///< by payload type
    QHash<QString, QString> ownIdentifiers;                  ///< payload type to key
};

/// Where a definition that says "extends" or "like" finds the other one; null when there is none.
using Lookup = std::function<const Payload*(const QString& type)>;

/// Reads one definition; resources/schema/README.md describes the format.
[[nodiscard]] base::Result<Payload> readPayload(const QByteArray& json, const Lookup& lookup);

[[nodiscard]] base::Result<References> readReferences(const QByteArray& json);

}  // namespace schema
