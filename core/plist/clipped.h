// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace plist {

/// What a message quotes of a text from outside: one line of at most 80 characters.
[[nodiscard]] inline QString clipped(const QString& text)
{
    constexpr qsizetype maxLength = 80;
    const QString line = text.left(4 * maxLength).simplified();
    return line.size() > maxLength ? line.left(maxLength - 1) + u'…' : line;
}

}  // namespace plist
