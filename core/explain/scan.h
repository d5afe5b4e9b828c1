// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/log.h"

#include <initializer_list>
#include <optional>
#include <string_view>

// Small looks into a text. Every one is bounded, so that whoever calls them once a word stays linear.
// In logs that were written as JSON, a line end is the two characters \n: they count as a blank here.

namespace explain {

/// Bytes `begin` up to, not including, `end`.
struct Span
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

enum class Blanks {
    InLine,    ///< spaces and tabs
    AnyLines,  ///< line ends too
};

[[nodiscard]] bool isWordCharacter(char c);
/// Whether `word` is `lowerCase`, capitals and underscores aside.
[[nodiscard]] bool isSameWord(std::string_view word, std::string_view lowerCase);
/// The word around `at`, not reaching before `floor`: letters, digits, `_`, `.` and `-` inside it.
[[nodiscard]] Span wordAround(std::string_view text, std::size_t at, std::size_t floor);
[[nodiscard]] std::size_t skipBlanks(std::string_view text, std::size_t at, Blanks blanks);
/// Behind blanks and any of `marks`, a few of them at most.
[[nodiscard]] std::size_t skipMarks(std::string_view text,
                                    std::size_t at,
                                    std::string_view marks,
                                    Blanks blanks);

struct Number
{
    qint64 value = 0;
    std::size_t end = 0;
};
/// The whole number that stands at `at` by itself.
[[nodiscard]] std::optional<Number> numberAt(std::string_view text, std::size_t at);

/// The code behind a label that ends at `at`: a number, one with separators as in `22,013`, or `0x55FD`.
[[nodiscard]] std::optional<Number> labelledNumberAt(std::string_view text, std::size_t at);

/// A code behind a domain that ends at `at`: `:22003`, ` (22003)`, `[22003]`, `, code = 22003`, ` error
/// 22003`, ` – 0x55FD (22013)`, `-Fehler 22013)`, and on the next line `Code : 22003`.
[[nodiscard]] std::optional<Number> codeBehind(std::string_view text, std::size_t at);

/// A code in front of a domain that begins at `at`, not reaching before `floor`: `1009 (NAME)`, `error code:
/// 22013, domain: NAME`.
[[nodiscard]] std::optional<Number> codeBefore(std::string_view text, std::size_t at, std::size_t floor);

/// A code as management servers on Windows show it: `-2016314099` or `0x87D17D0D`.
[[nodiscard]] std::optional<Number> managementCodeAt(std::string_view text, std::size_t at);

/// The line around `at`, no more than some hundred bytes of it.
[[nodiscard]] Span lineAround(std::string_view text, std::size_t at);

/// How far the line around `at` is indented.
[[nodiscard]] std::size_t indentOf(std::string_view text, std::size_t at);

/// The first text that is not empty of those that begin at `places` (0: none), each up to the line's end or,
/// where line ends were lost, the next label.
[[nodiscard]] QString describedAt(std::string_view text, std::initializer_list<std::size_t> places);

struct Quoted
{
    QString text;
    std::size_t end = 0;  ///< from where to go on
};
/// What stands in quotes behind a code that ends at `at`, or behind `CODE):`.
[[nodiscard]] Quoted quotedBehind(std::string_view log, std::size_t at);

/// The items of `Params : (…)` behind the code of a block.
[[nodiscard]] QStringList paramsBehind(std::string_view text, std::size_t at);

/// UTF-8 as text, without blanks around it.
[[nodiscard]] QString toText(std::string_view bytes);

/// The errors of a management server's ErrorChain.
struct ServerChain
{
    struct Entry
    {
        LoggedError error;
        std::size_t at = 0;
    };
    std::vector<Entry> entries;
    std::size_t end = 0;  ///< where it ends in the text
};
/// Reads what follows the key ErrorChain, or from inside an entry the key ErrorCode or ErrorDomain, at `at`.
[[nodiscard]] ServerChain readServerChain(std::string_view text, std::size_t at);

}  // namespace explain
