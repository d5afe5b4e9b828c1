// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <numeric>

namespace lint {

namespace {

constexpr std::size_t maxLength = 64;

bool isSeparator(QChar c) { return c == u' ' || c == u'-' || c == u'_'; }

/// QChar::toLower() is a call and a look into tables, which nearly no key needs.
char16_t lowered(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit >= 0x80)
        return c.toLower().unicode();
    return unit >= u'A' && unit <= u'Z' ? static_cast<char16_t>(unit + (u'a' - u'A')) : unit;
}

using Word = std::array<char16_t, maxLength>;

/// `text`, which is not longer than a Word, without its case.
Word lowered(QStringView text)
{
    Word word{};
    std::transform(text.begin(), text.end(), word.begin(), [](QChar c) { return lowered(c); });
    return word;
}

/// Which letters occur, by their last five bits.
quint32 lettersOf(const Word& word, qsizetype size)
{
    quint32 letters = 0;
    for (qsizetype i = 0; i < size; ++i)
        letters |= 1U << (word[static_cast<std::size_t>(i)] & 0x1FU);
    return letters;
}

/// Whether it takes at most `allowed` letters put in, taken out, replaced or swapped with their neighbour to
/// make one of the other, case ignored.
bool isWithin(int allowed, QStringView written, QStringView known)
{
    const Word a = lowered(written);
    const Word b = lowered(known);
    // A change of one letter changes at most two of those that occur; nearly all words end here.
    if (std::popcount(lettersOf(a, written.size()) ^ lettersOf(b, known.size())) > 2 * allowed)
        return false;
    const auto height = static_cast<std::size_t>(written.size());
    const auto width = static_cast<std::size_t>(known.size());
    using Row = std::array<int, maxLength + 1>;
    Row beforeLast{};
    Row last{};
    Row row{};
    std::iota(last.begin(), last.end(), 0);
    for (std::size_t i = 1; i <= height; ++i) {
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= width; ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        // A swap reaches back two rows, and no further row is better than the best of two.
        if (least > allowed + 1)
            return false;
        beforeLast = last;
        last = row;
    }
    return last[width] <= allowed;
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
        if (lowered(*a++) != lowered(*b++))
            return false;
    }
}

bool isNearMiss(QStringView written, QStringView known)
{
    if (written == known || std::max(written.size(), known.size()) > static_cast<qsizetype>(maxLength))
        return false;
    if (isSameWord(written, known))
        return true;
    const int allowed = tolerance(std::min(written.size(), known.size()));
    return std::abs(written.size() - known.size()) <= allowed && isWithin(allowed, written, known);
}

}  // namespace lint
