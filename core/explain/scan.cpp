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

bool isDigit(char c) { return c >= '0' && c <= '9'; }
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

/// Whether `word` is `lowerCase`, capitals and underscores aside.
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

}  // namespace

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

std::optional<Number> codeBehind(std::string_view text, std::size_t at)
{
    static constexpr std::array words = {std::string_view("code"), std::string_view("errorcode"),
                                         std::string_view("error"), std::string_view("err")};
    if (const auto bare = numberAt(text, skipMarks(text, at, ":=([/#|", Blanks::InLine)))
        return bare;
    // A table with commas has no blanks behind them, a sentence has.
    const std::size_t comma = at + (text.substr(at).starts_with('"') ? 1U : 0U);
    if (text.substr(comma).starts_with(','))
        if (const auto next = numberAt(text, comma + 1 + (text.substr(comma + 1).starts_with('"') ? 1U : 0U)))
            return next;
    const std::size_t begin = skipMarks(text, at, "\"'\\,;:=(){}|", Blanks::AnyLines);
    std::size_t end = begin;
    while (end < text.size() && end - begin < maxWord && (isLetter(text[end]) || text[end] == '_'))
        ++end;
    const std::string_view word = text.substr(begin, end - begin);
    if (std::none_of(words.begin(), words.end(), [&](std::string_view one) { return isSameWord(word, one); }))
        return std::nullopt;
    return numberAt(text, skipMarks(text, end, "\"'\\:=(#", Blanks::InLine));
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
