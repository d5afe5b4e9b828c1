// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace plist {

/// Whether `bytes` begin like a binary property list.
[[nodiscard]] bool isBinary(const QByteArray& bytes);

/// What libplist makes of a binary property list.
struct Rendition
{
    QByteArray xml;
    bool exact = true;  ///< else a date has a fraction of a second, which the XML has not
};

/// The XML text of a binary property list, by libplist, which sees only what was checked here before:
/// bounds, depth, number and size of values with shared ones counted every time, no NUL in a text.
[[nodiscard]] base::Result<Rendition> xmlFromBinary(const QByteArray& bytes);

/// The binary form of `xml`, which Document has read.
[[nodiscard]] base::Result<QByteArray> binaryFromXml(const QByteArray& xml);

}  // namespace plist
