// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plist/value.h"

#include <QByteArray>

namespace plist {

/// Whether `bytes` begin like a binary property list.
[[nodiscard]] bool isBinary(const QByteArray& bytes);

/// What libplist makes of a binary property list.
struct Rendition
{
    QByteArray xml;
    bool exact = true;  ///< else the XML misses a date's fraction of a second or its year before 1000
};

/// The XML text of a binary property list, by libplist, which sees only what was checked here before:
/// bounds, depth, number and size of values with shared ones counted every time, no NUL in a text.
[[nodiscard]] base::Result<Rendition> xmlFromBinary(const QByteArray& bytes);

/// The binary form of `xml`, in which Document has read `root`.
[[nodiscard]] base::Result<QByteArray> binaryFromXml(const QByteArray& xml, const Value& root);

}  // namespace plist
