// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_text.h"

#include "core/profile/secrets.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// What replaces the content of one range.
struct Mask
{
    plist::Range content;
    QByteArray text;
};

std::vector<Mask> masksFor(const QByteArray& text, std::vector<plist::Range> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const plist::Range& a, const plist::Range& b) { return a.begin < b.begin; });
    std::vector<Mask> masks;
    qsizetype done = 0;
    for (plist::Range range : ranges) {
        if (range.begin < done || range.end > text.size())
            continue;
        if (range.size() > 0 && text.at(range.begin) == '<') {
            const qsizetype open = text.indexOf('>', range.begin);
            const qsizetype close = text.lastIndexOf('<', range.end - 1);
            if (open < 0 || close <= open)
                continue;
            range = {open + 1, close};
        }
        const qsizetype lines = QByteArrayView(text).sliced(range.begin, range.size()).count('\n');
        masks.push_back({range, profile::masked().toUtf8() + QByteArray(lines, '\n')});
        done = range.end;
    }
    return masks;
}

bool isContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

QByteArray masked(const QByteArray& text, std::vector<plist::Range> ranges)
{
    QByteArray result;
    qsizetype at = 0;
    for (const Mask& mask : masksFor(text, std::move(ranges))) {
        result += QByteArrayView(text).sliced(at, mask.content.begin - at);
        result += mask.text;
        at = mask.content.end;
    }
    return at == 0 ? text : result + text.mid(at);
}

qsizetype maskedOffset(const QByteArray& text, std::vector<plist::Range> ranges, qsizetype offset)
{
    qsizetype shift = 0;
    for (const Mask& mask : masksFor(text, std::move(ranges))) {
        if (offset <= mask.content.begin)
            break;
        if (offset < mask.content.end)
            return mask.content.begin + shift;
        shift += mask.text.size() - mask.content.size();
    }
    return offset + shift;
}

std::vector<plist::Range> likelySecrets(const QByteArray& text)
{
    static const QRegularExpression secret(
        u"<key>[^<]*(?:password|passphrase|passcode|secret|challenge|token)</key>\\s*<(?:string|data)>([^<]+)<"_s,
        QRegularExpression::CaseInsensitiveOption);
    std::vector<plist::Range> ranges;
    // One character a byte, so that places in one are places in the other.
    auto found = secret.globalMatch(QString::fromLatin1(text));
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        ranges.push_back({match.capturedStart(1), match.capturedEnd(1)});
    }
    return ranges;
}

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

qsizetype SourceText::find(const QString& needle, qsizetype from) const
{
    const QByteArray wanted = needle.toUtf8().toLower();
    if (wanted.isEmpty())
        return -1;
    const QByteArray text = m_text.toLower();
    const qsizetype found = text.indexOf(wanted, from);
    return found >= 0 ? found : text.indexOf(wanted);
}

qsizetype SourceText::findBefore(const QString& needle, qsizetype from) const
{
    const QByteArray wanted = needle.toUtf8().toLower();
    if (wanted.isEmpty())
        return -1;
    const QByteArray text = m_text.toLower();
    const qsizetype found = from > 0 ? text.lastIndexOf(wanted, from - 1) : -1;
    return found >= 0 ? found : text.lastIndexOf(wanted);
}

}  // namespace ui
