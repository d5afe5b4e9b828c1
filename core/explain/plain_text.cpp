// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/log.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace explain {

namespace {

/// What stands in place of a piece of markup, and how many bytes that has; none where there is no markup.
struct Piece
{
    QByteArray text;
    std::size_t length = 0;
};

constexpr char32_t firstPrintable = U' ';
constexpr char32_t noBreakSpace = 0xA0;

/// A blank for every blank; what would begin a line or is no character becomes nothing at all.
Piece characterPiece(char32_t character, std::size_t length)
{
    constexpr char32_t surrogates = 0xD800;
    constexpr char32_t behindSurrogates = 0xE000;
    constexpr char32_t last = 0x10FFFF;
    if (character < firstPrintable || character > last
        || (character >= surrogates && character < behindSurrogates))
        return {};
    if (character == noBreakSpace)
        return {" ", length};
    return {QString::fromUcs4(&character, 1).toUtf8(), length};
}

/// The number in `digits`, none when it is too long or has other characters.
char32_t numberOf(std::string_view digits, int base)
{
    constexpr std::size_t longest = 8;
    bool isNumber = false;
    const std::uint32_t number =
        digits.size() > longest ? 0
                                : QByteArray(digits.data(), qsizetype(digits.size())).toUInt(&isNumber, base);
    return isNumber ? char32_t{number} : 0;
}

/// `&quot;`, `&#39;`, `&#x27;`.
Piece entityAt(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> named{{{"nbsp", " "},
                                                                                          {"quot", "\""},
                                                                                          {"amp", "&"},
                                                                                          {"lt", "<"},
                                                                                          {"gt", ">"},
                                                                                          {"apos", "'"},
                                                                                          {"rsquo", "’"},
                                                                                          {"lsquo", "‘"},
                                                                                          {"ldquo", "“"},
                                                                                          {"rdquo", "”"},
                                                                                          {"hellip", "…"},
                                                                                          {"ndash", "–"}}};
    constexpr std::size_t longest = 10;
    const std::size_t end = text.substr(0, longest).find(';');
    if (end == std::string_view::npos || end < 2)
        return {};
    const std::string_view name = text.substr(1, end - 1);
    if (name.starts_with("#x") || name.starts_with("#X"))
        return characterPiece(numberOf(name.substr(2), 16), end + 1);
    if (name.starts_with('#'))
        return characterPiece(numberOf(name.substr(1), 10), end + 1);
    const auto* const found =
        std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.first == name; });
    return found == named.end()
               ? Piece{}
               : Piece{QByteArray(found->second.data(), qsizetype(found->second.size())), end + 1};
}

/// `\U201c` and `\u201c`; of the characters that JSON itself needs, only those that Go escapes.
Piece escapeAt(std::string_view text)
{
    constexpr std::size_t digits = 4;
    std::size_t begin = 1;
    while (begin < 3 && text.substr(begin).starts_with('\\'))
        ++begin;
    if (text.size() < begin + 1 + digits || (text[begin] != 'U' && text[begin] != 'u'))
        return {};
    const char32_t character = numberOf(text.substr(begin + 1, digits), 16);
    constexpr char32_t firstBeyondAscii = 0x80;
    const bool isPlain =
        character >= firstBeyondAscii || character == U'<' || character == U'>' || character == U'&';
    return isPlain ? characterPiece(character, begin + 1 + digits) : Piece{};
}

/// `<br>`, `<span …>`, `</td>`: a tag that lays out and means nothing.
Piece tagAt(std::string_view text)
{
    static constexpr std::array<std::string_view, 15> layout{
        "br", "p", "span", "div", "td", "tr", "th", "li", "code", "pre", "b", "em", "strong", "font", "wbr"};
    constexpr std::size_t longest = 200;
    const std::string_view ahead = text.substr(0, longest);
    std::size_t begin = ahead.starts_with("</") ? 2 : 1;
    std::size_t end = begin;
    while (end < ahead.size()
           && ((ahead[end] >= 'a' && ahead[end] <= 'z') || (ahead[end] >= 'A' && ahead[end] <= 'Z')))
        ++end;
    const QByteArray name = QByteArray(ahead.data() + begin, qsizetype(end - begin)).toLower();
    const bool isLayout =
        std::find(layout.begin(), layout.end(), std::string_view(name.constData(), std::size_t(name.size())))
        != layout.end();
    const std::size_t close = ahead.find('>', end);
    if (!isLayout || close == std::string_view::npos
        || ahead.substr(0, close).find('\n') != std::string_view::npos
        || (end < ahead.size() && ahead[end] != '>' && ahead[end] != ' ' && ahead[end] != '/'))
        return {};
    if (name == "wbr")
        return {{}, close + 1};
    // What stands in the next row of a table belongs to something else.
    return {name == "tr" ? QByteArray(" ; ") : QByteArray(" "), close + 1};
}

/// `ESC[31m`, with which a terminal colours.
Piece colourAt(std::string_view text)
{
    constexpr std::size_t longest = 24;
    if (!text.starts_with("\x1b["))
        return {};
    const std::size_t end = text.substr(0, longest).find_first_not_of("0123456789;", 2);
    return end != std::string_view::npos && text[end] == 'm' ? Piece{{}, end + 1} : Piece{};
}

/// `<![CDATA[` and `]]>`: the text between them counts as it stands.
Piece characterDataAt(std::string_view text)
{
    for (const std::string_view mark : {"<![CDATA[", "]]>"})
        if (text.starts_with(mark))
            return {{}, mark.size()};
    return {};
}

/// Whether the text has escapes that a page or a dump made, beside those of a property list.
bool isPage(const QByteArray& text)
{
    return !text.contains("<key>")
           && (text.contains("&lt;") || text.contains("&quot;") || text.contains("&nbsp;")
               || text.contains("&#") || text.contains("<br") || text.contains("</td>"));
}

}  // namespace

QByteArray withoutMarkup(QByteArray text)
{
    constexpr std::string_view hardBlank = "\xc2\xa0";
    const bool hasEntities = isPage(text);
    const bool hasEscapes = text.contains("\\U") || text.contains("\\u");
    const bool hasCharacterData = text.contains("<![CDATA[");
    if (!hasEntities && !hasEscapes && !hasCharacterData && !text.contains("\x1b[")
        && !text.contains(hardBlank.data()))
        return text;
    const std::string_view all(text.constData(), std::size_t(text.size()));
    const auto pieceAt = [&](std::size_t at) -> Piece {
        const std::string_view rest = all.substr(at);
        switch (all[at]) {
        case '&': return hasEntities ? entityAt(rest) : Piece{};
        case '<':
        case ']':
            if (Piece piece = hasCharacterData ? characterDataAt(rest) : Piece{}; piece.length != 0)
                return piece;
            return hasEntities && all[at] == '<' ? tagAt(rest) : Piece{};
        case '\\': return hasEscapes ? escapeAt(rest) : Piece{};
        case '\x1b': return colourAt(rest);
        case hardBlank.front(): return rest.starts_with(hardBlank) ? Piece{" ", hardBlank.size()} : Piece{};
        default: return {};
        }
    };
    QByteArray plain;
    plain.reserve(text.size());
    std::size_t from = 0;
    for (std::size_t at = 0; at < all.size();) {
        const Piece piece = pieceAt(at);
        if (piece.length == 0) {
            ++at;
            continue;
        }
        plain.append(all.data() + from, qsizetype(at - from)).append(piece.text);
        at += piece.length;
        from = at;
    }
    return plain.append(all.data() + from, qsizetype(all.size() - from));
}

}  // namespace explain
