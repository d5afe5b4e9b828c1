// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_text.h"

#include <algorithm>

namespace ui {

namespace {

bool isContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

SourceText::SourceText(const QByteArray& text) : m_text(text)
{
    qsizetype begin = 0;
    for (int line = 1; begin <= text.size(); ++line) {
        const qsizetype newline = text.indexOf('\n', begin);
        const qsizetype next = newline < 0 ? text.size() + 1 : newline + 1;
        qsizetype end = newline < 0 ? text.size() : newline;
        if (end > begin && text.at(end - 1) == '\r')
            --end;
        bool isContinuation = false;
        while (end - begin > maxRowBytes) {
            qsizetype cut = begin + maxRowBytes;
            while (cut > begin + 1 && isContinuationByte(text.at(cut)))
                --cut;
            m_rows.push_back({begin, cut, line, isContinuation});
            begin = cut;
            isContinuation = true;
        }
        m_rows.push_back({begin, end, line, isContinuation});
        begin = next;
    }
}

std::size_t SourceText::partCount() const
{
    return std::max<std::size_t>(1, (m_rows.size() + rowsPerPart - 1) / rowsPerPart);
}

QString SourceText::partText(std::size_t part) const
{
    const std::size_t first = part * rowsPerPart;
    const std::size_t last = std::min(first + rowsPerPart, m_rows.size());
    QByteArray joined;
    for (std::size_t row = first; row < last; ++row) {
        if (row > first)
            joined += '\n';
        joined += QByteArrayView(m_text).sliced(m_rows[row].begin, m_rows[row].end - m_rows[row].begin);
    }
    // A NUL would end the text for some readers of the clipboard; show it as what it is: nothing.
    joined.replace('\0', "\xE2\x90\x80");
    return QString::fromUtf8(joined);
}

std::size_t SourceText::rowOfLine(int line) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), line,
                                        [](const Row& row, int wanted) { return row.line < wanted; });
    return static_cast<std::size_t>((found == m_rows.end() ? found - 1 : found) - m_rows.begin());
}

std::size_t SourceText::rowOfOffset(qsizetype offset) const
{
    const auto after = std::upper_bound(m_rows.begin(), m_rows.end(), offset,
                                        [](qsizetype wanted, const Row& row) { return wanted < row.begin; });
    return static_cast<std::size_t>((after == m_rows.begin() ? after : after - 1) - m_rows.begin());
}

}  // namespace ui
