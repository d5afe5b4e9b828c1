// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace explain {

namespace {

constexpr std::size_t maxWord = 128;
constexpr std::size_t maxBlanks = 64;
constexpr std::size_t maxMarks = 8;
constexpr std::size_t maxLine = 800;
constexpr std::string_view wideColon = "：";

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBeyondAscii(char c) { return static_cast<signed char>(c) < 0; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// How many bytes of an escaped blank (`\n`, `\t`, `\r`) stand at `at`; what was escaped twice has more of
/// them.
std::size_t escapedBlank(std::string_view text, std::size_t at)
{
    constexpr std::size_t maxEscapes = 4;
    std::size_t end = at;
    while (end < text.size() && end - at < maxEscapes && text[end] == '\\')
        ++end;
    const bool isBlank =
        end > at && end < text.size() && (text[end] == 'n' || text[end] == 't' || text[end] == 'r');
    return isBlank ? end + 1 - at : 0;
}

}  // namespace

bool isSameWord(std::string_view word, std::string_view lowerCase)
{
    std::size_t same = 0;
    for (const char c : word) {
        if (c == '_')
            continue;
        if (same == lowerCase.size() || (isLetter(c) ? char(c | 0x20) : c) != lowerCase[same])
            return false;
        ++same;
    }
    return same == lowerCase.size();
}

bool isWordCharacter(char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-'; }

Span wordAround(std::string_view text, std::size_t at, std::size_t floor)
{
    Span word{at, at};
    while (word.begin > floor && at - word.begin < maxWord && isWordCharacter(text[word.begin - 1]))
        --word.begin;
    while (word.end < text.size() && word.end - at < maxWord && isWordCharacter(text[word.end]))
        ++word.end;
    if (word.begin > 0 && word.begin < at && text[word.begin - 1] == '\\'
        && escapedBlank(text, word.begin - 1) != 0)
        ++word.begin;
    while (word.begin < at && !isLetter(text[word.begin]) && text[word.begin] != '_')
        ++word.begin;
    while (word.end > at && (text[word.end - 1] == '.' || text[word.end - 1] == '-'))
        --word.end;
    return word;
}

std::size_t skipBlanks(std::string_view text, std::size_t at, Blanks blanks)
{
    const std::size_t limit = std::min(text.size(), at + maxBlanks);
    while (at < limit) {
        const char c = text[at];
        const bool isLineEnd = c == '\n' || c == '\r';
        if (c == ' ' || c == '\t' || (isLineEnd && blanks == Blanks::AnyLines))
            ++at;
        else if (blanks == Blanks::AnyLines && escapedBlank(text, at) != 0)
            at += escapedBlank(text, at);
        else
            break;
    }
    return std::min(at, text.size());
}

std::size_t skipMarks(std::string_view text, std::size_t at, std::string_view marks, Blanks blanks)
{
    at = skipBlanks(text, at, blanks);
    for (std::size_t seen = 0; seen < maxMarks && at < text.size(); ++seen) {
        if (marks.find(text[at]) == std::string_view::npos || escapedBlank(text, at) != 0)
            break;
        at = skipBlanks(text, at + 1, blanks);
    }
    return at;
}

std::optional<Number> numberAt(std::string_view text, std::size_t at)
{
    if (at >= text.size() || !(isDigit(text[at]) || text[at] == '-'))
        return std::nullopt;
    Number number;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number.value);
    if (error != std::errc())
        return std::nullopt;
    number.end = static_cast<std::size_t>(end - text.data());
    if (number.end < text.size()) {
        const char next = text[number.end];
        const bool goesOn = (next == '.' || next == ':' || next == '-') && number.end + 1 < text.size()
                            && isDigit(text[number.end + 1]);
        if (isLetter(next) || next == '_' || goesOn)
            return std::nullopt;
    }
    return number;
}

namespace {

/// `0x55FD`, `0xFFFFFFFFFFFFFC15`: the number that has these bits.
std::optional<Number> hexadecimalAt(std::string_view text, std::size_t at)
{
    constexpr std::string_view prefix = "0x";
    constexpr std::ptrdiff_t digitsOfInt = 8;
    if (!text.substr(at).starts_with(prefix))
        return std::nullopt;
    const std::string_view digits = text.substr(at + prefix.size(), maxWord);
    std::uint64_t bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits, int{16});
    const std::size_t after = at + prefix.size() + std::size_t(end - digits.data());
    if (error != std::errc() || (after < text.size() && isWordCharacter(text[after]) && text[after] != '.'))
        return std::nullopt;
    const bool isInt = end - digits.data() <= digitsOfInt;
    return Number{isInt ? qint64{static_cast<std::int32_t>(bits)} : static_cast<qint64>(bits), after};
}

/// What Apple Configurator writes behind a domain: `– 0x55FD (22013)`. People leave out the one or the other.
std::optional<Number> configuratorCode(std::string_view text, std::size_t at)
{
    static constexpr std::array dashes = {std::string_view("–"), std::string_view("—"),
                                          std::string_view("-")};
    at = skipBlanks(text, at, Blanks::InLine);
    for (const std::string_view dash : dashes)
        if (text.substr(at).starts_with(dash)) {
            const std::size_t begin = skipBlanks(text, at + dash.size(), Blanks::InLine);
            const auto code = hexadecimalAt(text, begin);
            if (!code) {
                constexpr std::size_t minLength = 4;  // "– 3 of 12 devices" is none
                const auto plain = dash == "-" ? std::nullopt : numberAt(text, begin);
                return plain && plain->end - begin >= minLength ? plain : std::nullopt;
            }
            const std::size_t open = skipBlanks(text, code->end, Blanks::InLine);
            const auto plain = text.substr(open).starts_with('(') ? numberAt(text, open + 1) : std::nullopt;
            return plain ? plain : code;
        }
    return std::nullopt;
}

/// "(MCSCEPErrorDomain-Fehler 22005.)": domain, one word of any language, and a number in parentheses.
std::optional<Number> sentenceCode(std::string_view text, std::size_t at)
{
    constexpr std::size_t longestWord = 32;
    constexpr std::string_view wideOpen = "（";
    static constexpr std::array ends = {std::string_view(")"), std::string_view(".)"), std::string_view("）"),
                                        std::string_view("。）")};
    const std::size_t name = at > 0 ? wordAround(text, at - 1, 0).begin : 0;
    if (name == 0 || (text[name - 1] != '(' && !text.substr(0, name).ends_with(wideOpen)))
        return std::nullopt;
    std::size_t begin = at;
    while (begin < text.size() && std::string_view(" -,").find(text[begin]) != std::string_view::npos
           && begin - at < maxMarks)
        ++begin;
    const std::size_t word = begin;
    while (begin < text.size() && begin - word < longestWord
           && (isLetter(text[begin]) || isBeyondAscii(text[begin])))
        ++begin;
    if (begin == word)
        return std::nullopt;
    const auto code = numberAt(text, skipBlanks(text, begin, Blanks::InLine));
    const bool isLast = code && std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
                            return text.substr(code->end).starts_with(end);
                        });
    return isLast ? code : std::nullopt;
}

/// The next cell of a row: `",22013`, `;22013`, or of a list in code `', 22013`.
std::optional<Number> nextCell(std::string_view text, std::size_t at)
{
    const bool isQuoted = text.substr(at).starts_with('"') || text.substr(at).starts_with('\'');
    at += isQuoted ? 1 : 0;
    if (at >= text.size() || (text[at] != ',' && text[at] != ';'))
        return std::nullopt;
    ++at;
    // In a sentence a blank follows a comma.
    if (isQuoted)
        at = skipBlanks(text, at, Blanks::InLine);
    return numberAt(text, at + (text.substr(at).starts_with('"') ? 1U : 0U));
}

}  // namespace

std::optional<Number> labelledNumberAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t group = 3;
    if (const auto code = hexadecimalAt(text, at))
        return code;
    const auto number = numberAt(text, at);
    const std::size_t comma = number ? number->end : 0;
    if (!number || number->value <= 0 || comma - at > group || !text.substr(comma).starts_with(','))
        return number;
    const auto rest = numberAt(text, comma + 1);
    constexpr qint64 thousand = 1000;
    const bool isGroup = rest && rest->end == comma + 1 + group && isDigit(text[comma + 1])
                         && !text.substr(rest->end).starts_with(',');
    return isGroup ? Number{number->value * thousand + rest->value, rest->end} : number;
}

std::optional<Number> codeBehind(std::string_view text, std::size_t at)
{
    static constexpr std::array words = {
        std::string_view("code"),   std::string_view("errorcode"),   std::string_view("error"),
        std::string_view("err"),    std::string_view("fehlercode"),  std::string_view("código"),
        std::string_view("codice"), std::string_view("代码"),        std::string_view("错误代码"),
        std::string_view("コード"), std::string_view("エラーコード")};
    if (const auto code = configuratorCode(text, at))
        return code;
    if (const auto code = sentenceCode(text, at))
        return code;
    if (const auto bare = numberAt(text, skipMarks(text, at, ":=([/#|", Blanks::InLine)))
        return bare;
    if (const auto next = nextCell(text, at))
        return next;
    if (text.substr(at).starts_with("</"))  // of an element that holds the domain
        at += std::min(text.substr(at, maxWord).find('>') + 1, maxWord);
    const std::size_t begin = skipMarks(text, at, "\"'\\,;:=(){}|`*<", Blanks::AnyLines);
    std::size_t end = begin;
    while (end < text.size() && end - begin < maxWord
           && (isLetter(text[end]) || text[end] == '_' || isBeyondAscii(text[end]))
           && !text.substr(end).starts_with(wideColon))
        ++end;
    const std::string_view word = text.substr(begin, end - begin);
    if (std::none_of(words.begin(), words.end(), [&](std::string_view one) { return isSameWord(word, one); }))
        return std::nullopt;
    if (text.substr(end).starts_with(wideColon))
        end += wideColon.size();
    return labelledNumberAt(text, skipMarks(text, end, "\"'\\:=(#`*>", Blanks::InLine));
}

std::optional<Number> codeBefore(std::string_view text, std::size_t at, std::size_t floor)
{
    constexpr std::string_view marks = " \t\r\n\"'\\,:;=([{|";
    constexpr std::size_t minDigits = 3;
    constexpr std::size_t furthest = 64;
    floor = std::max(floor, at - std::min(at, furthest));
    const auto skip = [&] {
        while (at > floor && marks.find(text[at - 1]) != std::string_view::npos)
            --at;
    };
    skip();
    std::size_t label = at;
    while (label > floor && (isLetter(text[label - 1]) || text[label - 1] == '_'))
        --label;
    if (label < at) {
        const std::string_view word = text.substr(label, at - label);
        if (!isSameWord(word, "domain") && !isSameWord(word, "errordomain"))
            return std::nullopt;
        at = label;
        skip();
    }
    std::size_t begin = at;
    while (begin > floor && isDigit(text[begin - 1]))
        --begin;
    if (at - begin < minDigits)
        return std::nullopt;
    if (begin > floor && text[begin - 1] == '-')
        --begin;
    // Not the end of a time, of a version or of an address.
    if (begin > 0 && std::string_view(" \t\n\"'(=:[{|,").find(text[begin - 1]) == std::string_view::npos)
        return std::nullopt;
    if (begin > 1 && text[begin - 1] == ':' && isDigit(text[begin - 2]))
        return std::nullopt;
    return numberAt(text, begin);
}

std::optional<Number> managementCodeAt(std::string_view text, std::size_t at)
{
    constexpr std::string_view prefix = "0x";
    constexpr std::size_t hexDigits = 8;
    constexpr std::size_t decimalDigits = 11;  // with the sign
    if (!text.substr(at).starts_with(prefix)) {
        const auto number = numberAt(text, at);
        return number && number->end - at == decimalDigits ? number : std::nullopt;
    }
    const std::string_view digits = text.substr(at + prefix.size(), hexDigits);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, int{2 * hexDigits});
    const std::size_t after = at + prefix.size() + hexDigits;
    if (error != std::errc() || end != digits.data() + hexDigits
        || (after < text.size() && (isLetter(text[after]) || isDigit(text[after]))))
        return std::nullopt;
    return Number{static_cast<std::int32_t>(value), after};
}

Span lineAround(std::string_view text, std::size_t at)
{
    Span line{at, at};
    while (line.begin > 0 && at - line.begin < maxLine && text[line.begin - 1] != '\n')
        --line.begin;
    while (line.end < text.size() && line.end - line.begin < 2 * maxLine && text[line.end] != '\n')
        ++line.end;
    return line;
}

std::size_t indentOf(std::string_view text, std::size_t at)
{
    const Span line = lineAround(text, at);
    return skipBlanks(text, line.begin, Blanks::InLine) - line.begin;
}

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())).trimmed();
}

}  // namespace explain
