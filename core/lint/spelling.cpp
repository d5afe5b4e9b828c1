// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/spelling.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace lint {

namespace {

constexpr qsizetype maxLength = 64;

bool isSeparator(QChar c) { return c == u' ' || c == u'-' || c == u'_'; }

/// Letters that must be put in, taken out, replaced or swapped with their neighbour, case ignored.
int distance(QStringView a, QStringView b)
{
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const bool same = a[i - 1].toLower() == b[j - 1].toLower();
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1].toLower() == b[j - 2].toLower()
                                 && a[i - 2].toLower() == b[j - 1].toLower();
            if (swapped)
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[width - 1];
}

/// How many letters may be wrong in a key of this length before it is another word.
int tolerance(qsizetype length) { return length <= 3 ? 0 : length <= 5 ? 1 : 2; }

}  // namespace

bool isSameWord(QStringView written, QStringView known)
{
    const QChar* a = written.begin();
    const QChar* b = known.begin();
    for (;;) {
        a = std::find_if_not(a, written.end(), isSeparator);
        b = std::find_if_not(b, known.end(), isSeparator);
        if (a == written.end() || b == known.end())
            return a == written.end() && b == known.end();
        if ((a++)->toLower() != (b++)->toLower())
            return false;
    }
}

bool isNearMiss(QStringView written, QStringView known)
{
    if (written == known || written.size() > maxLength || known.size() > maxLength)
        return false;
    if (isSameWord(written, known))
        return true;
    const int allowed = tolerance(std::min(written.size(), known.size()));
    return std::abs(written.size() - known.size()) <= allowed && distance(written, known) <= allowed;
}

}  // namespace lint
