// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/scan.h"

#include <algorithm>
#include <string_view>

namespace explain {

/// Numbers the lines of a text. Places are asked for from the first to the last, or a short way back.
class LineCounter
{
public:
    explicit LineCounter(std::string_view text, int firstLine = 1) : m_text(text), m_line(firstLine) {}

    /// The number of the line in which `at` lies.
    int lineOf(std::size_t at)
    {
        if (at >= m_counted) {
            m_line += lineEndsIn(m_counted, at);
            m_counted = at;
            return m_line;
        }
        return m_line - lineEndsIn(at, m_counted);
    }

    Proof proofAt(std::size_t at)
    {
        const Span line = lineAround(m_text, at);
        return {lineOf(at), toText(m_text.substr(line.begin, line.end - line.begin))};
    }

private:
    [[nodiscard]] int lineEndsIn(std::size_t begin, std::size_t end) const
    {
        const std::string_view part = m_text.substr(begin, end - begin);
        return int(std::count(part.begin(), part.end(), '\n'));
    }

    std::string_view m_text;
    std::size_t m_counted = 0;  ///< up to here lines are counted
    int m_line;
};

}  // namespace explain
