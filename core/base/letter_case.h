// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>

namespace base {

/// `text.toUpper()`, without a look into Unicode's tables for ASCII and without a copy of what is in upper
/// case already: UUIDs are both.
[[nodiscard]] inline QString toUpper(const QString& text)
{
    const auto isLower = [](QChar c) {
        return c >= u'a' && c <= u'z';
    };
    bool hasLower = false;
    for (const QChar c : text) {
        if (c.unicode() >= 0x80)
            return text.toUpper();
        hasLower = hasLower || isLower(c);
    }
    if (!hasLower)
        return text;
    QString upper = text;
    std::transform(upper.cbegin(), upper.cend(), upper.begin(),
                   [&](QChar c) { return isLower(c) ? QChar(c.unicode() - (u'a' - u'A')) : c; });
    return upper;
}

}  // namespace base
