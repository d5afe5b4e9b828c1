// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/value.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <string_view>

namespace plist {

/// What XML calls white space.
[[nodiscard]] constexpr bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
[[nodiscard]] constexpr bool isBreak(char c) { return c == '\n' || c == '\r'; }

/// What cannot be read in the text of an element, and where.
struct TextProblem
{
    const char* at = nullptr;
    QString message;
};

/// What becomes of CR LF and CR: a line feed, as XML 1.0, section 2.11 wants it, or what they are.
enum class LineEnds { Normalised, Kept };

/// Appends the text that stands between `begin` and `end` to `out`: references resolved, CDATA opened,
/// comments, processing instructions and tags left out. A tag that opens starts the text anew, as in
/// Python's reader, the only one that passes over it.
[[nodiscard]] std::optional<TextProblem> decodeText(const char* begin,
                                                    const char* end,
                                                    QByteArray& out,
                                                    LineEnds lineEnds);

/// Behind the `>` of the tag that begins at `at`; quoted attributes may hold that character.
[[nodiscard]] const char* behindTag(const char* at, const char* end);

/// Of the `<!DOCTYPE …>` that `text` begins with, declarations inside it included; 0 when it does not end.
[[nodiscard]] std::size_t doctypeLength(std::string_view text);

/// The text of the one element that stands between `begin` and `end`, which has been read before.
[[nodiscard]] QString elementText(const char* begin, const char* end);

/// A scalar, and whether its text is one that Apple's reader takes.
struct Scalar
{
    Value value;
    bool good = true;
};

/// Reads the decoded `text` of an element of type Integer, Real, Date or Data; Raw if it is no such value.
[[nodiscard]] Scalar integerFrom(QByteArrayView text);
[[nodiscard]] Scalar realFrom(QByteArrayView text);
[[nodiscard]] Scalar dateFrom(QByteArrayView text);
[[nodiscard]] Scalar dataFrom(QByteArrayView text);

/// `text` as the content of an element; line feeds become `lineEnd`, carriage returns references.
[[nodiscard]] QByteArray escaped(const QString& text, const QByteArray& lineEnd);

/// The first character of `text` that XML does not allow, if there is one.
[[nodiscard]] std::optional<char32_t> forbiddenCharacter(const QString& text);

}  // namespace plist
