// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/plist/value.h"

#include <QByteArray>

#include <optional>

namespace plist {

/// How new text is laid out.
struct Layout
{
    QByteArray lineEnd = "\n";
    QByteArray unit = "\t";  ///< one level of indentation
    bool lines = true;       ///< else everything on the line it starts in
};

/// Appends the element of `value`; lines after the first begin with `indent`.
void writeElement(const Value& value, const QByteArray& indent, const Layout& layout, QByteArray& out);

/// The content of a scalar's element, data in one line.
[[nodiscard]] QByteArray scalarText(const Value& value, const QByteArray& lineEnd);

/// Base64 of `data`, each line of 68 characters behind a line end and `indent`.
[[nodiscard]] QByteArray dataLines(const QByteArray& data,
                                   const QByteArray& indent,
                                   const QByteArray& lineEnd);

/// Why `value` cannot be written as XML that reads back: characters that XML has not, too many levels.
[[nodiscard]] std::optional<base::Error> unwritable(const Value& value, int depth);

/// `value` in terms XML has: a Uid is a dictionary, a number that is none is text.
[[nodiscard]] Value inXmlTerms(const Value& value);

}  // namespace plist
