// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/scan.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace explain {

namespace {

constexpr std::size_t maxWord = 128;
constexpr std::size_t maxBlanks = 64;
constexpr std::size_t maxMarks = 8;
constexpr std::size_t maxLine = 800;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// How many bytes of an escaped blank (`\n`, `\t`, `\r`) stand at `at`.
std::size_t escapedBlank(std::string_view text, std::size_t at)
{
    return at + 1 < text.size() && text[at] == '\\'
                   && (text[at + 1] == 'n' || text[at + 1] == 't' || text[at + 1] == 'r')
               ? 2
               : 0;
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
            at += 2;
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
    if (const auto bare = numberAt(text, skipMarks(text, at, ":=(/#", Blanks::InLine)))
        return bare;
    const std::size_t begin = skipMarks(text, at, "\"'\\,;:=(){}|", Blanks::AnyLines);
    std::size_t end = begin;
    while (end < text.size() && end - begin < maxWord && isLetter(text[end]))
        ++end;
    const auto isSame = [&](std::string_view word) {
        return std::equal(word.begin(), word.end(), text.begin() + std::ptrdiff_t(begin),
                          text.begin() + std::ptrdiff_t(end),
                          [](char a, char b) { return a == (isLetter(b) ? char(b | 0x20) : b); });
    };
    if (end == begin || std::none_of(words.begin(), words.end(), isSame))
        return std::nullopt;
    return numberAt(text, skipMarks(text, end, "\"'\\:=(#", Blanks::InLine));
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
