// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/text_lines.h"

#include "core/plist/xml_text.h"

#include <algorithm>

namespace plist {

qsizetype TextLines::lineBegin(qsizetype offset) const
{
    while (offset > 0 && !isBreak(m_text[offset - 1]))
        --offset;
    return offset;
}

qsizetype TextLines::lineEnd(qsizetype offset) const
{
    while (offset < m_text.size() && !isBreak(m_text[offset]))
        ++offset;
    return offset;
}

qsizetype TextLines::behindBreak(qsizetype offset) const
{
    if (offset + 1 < m_text.size() && m_text[offset] == '\r' && m_text[offset + 1] == '\n')
        return offset + 2;
    return std::min(offset + 1, m_text.size());
}

bool TextLines::startsLine(qsizetype offset) const
{
    while (offset > 0 && (m_text[offset - 1] == ' ' || m_text[offset - 1] == '\t'))
        --offset;
    return offset > 0 && isBreak(m_text[offset - 1]);
}

bool TextLines::breaksBetween(qsizetype begin, qsizetype end) const
{
    return std::any_of(m_text.begin() + begin, m_text.begin() + end, isBreak);
}

bool TextLines::standsAlone(Range range) const
{
    const qsizetype end = lineEnd(range.end);
    return startsLine(range.begin) && end < m_text.size()
           && std::all_of(m_text.begin() + range.end, m_text.begin() + end, isBlank);
}

qsizetype TextLines::behindComments(qsizetype offset) const
{
    qsizetype at = offset;
    while (at < m_text.size()) {
        if (isBreak(m_text[at]))
            return at;
        if (isBlank(m_text[at])) {
            ++at;
            continue;
        }
        const QByteArrayView rest = QByteArrayView(m_text).sliced(at);
        const bool isInstruction = rest.startsWith("<?");
        if (!isInstruction && !rest.startsWith("<!--"))
            return offset;
        const QByteArrayView end = isInstruction ? "?>" : "-->";
        const qsizetype close = m_text.indexOf(end, at + (isInstruction ? 2 : 4));
        if (close < 0 || breaksBetween(at, close))
            return offset;
        at = close + end.size();
    }
    return offset;
}

QByteArray TextLines::indentAt(qsizetype offset) const
{
    const qsizetype begin = lineBegin(offset);
    qsizetype end = begin;
    while (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == '\t'))
        ++end;
    return m_text.mid(begin, end - begin);
}

}  // namespace plist
