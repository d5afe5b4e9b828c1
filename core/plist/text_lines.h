// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

namespace plist {

/// Where lines begin and end in a text that may change while this looks at it.
class TextLines
{
public:
    explicit TextLines(const QByteArray& text) : m_text(text) {}

    [[nodiscard]] qsizetype lineBegin(qsizetype offset) const;
    [[nodiscard]] qsizetype lineEnd(qsizetype offset) const;
    /// Behind the line end that is at `offset`.
    [[nodiscard]] qsizetype behindBreak(qsizetype offset) const;
    /// Behind the blanks, comments and processing instructions that follow `offset` on its line; `offset`
    /// if more follows there.
    [[nodiscard]] qsizetype behindComments(qsizetype offset) const;
    /// Whether only blanks stand in front of `offset` on its line.
    [[nodiscard]] bool startsLine(qsizetype offset) const;
    [[nodiscard]] bool breaksBetween(qsizetype begin, qsizetype end) const;
    /// Whether `range` has its lines to itself.
    [[nodiscard]] bool standsAlone(Range range) const;
    /// The blanks at the start of the line of `offset`.
    [[nodiscard]] QByteArray indentAt(qsizetype offset) const;

private:
    const QByteArray& m_text;
};

}  // namespace plist
