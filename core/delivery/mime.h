// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_address.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <vector>

namespace delivery {

// How text and bytes are written into a message: pure ASCII, lines that end with CRLF.

/// Base64 in lines of 76 (RFC 2045 §6.8).
[[nodiscard]] QByteArray base64Lines(const QByteArray& bytes);

/// UTF-8 in lines of at most 76 that stay readable where the text is ASCII (RFC 2045 §6.7). No line begins
/// with a dot or with "From ", which mail servers and mailboxes would change.
[[nodiscard]] QByteArray quotedPrintable(const QString& text);

/// `text` as words of a header (RFC 2047): UTF-8 in Base64, at most 75 characters each and no character in
/// two of them; the first has at most `firstRoom`.
[[nodiscard]] QByteArrayList encodedWords(const QString& text, qsizetype firstRoom = 75);

/// "Name: words…", folded so that a line has at most 78 characters, unless one word alone is longer.
[[nodiscard]] QByteArray foldedField(const QByteArray& name, const QByteArrayList& words);

/// A field with any text, such as Subject: as it is where it is plain ASCII, else as encoded words.
/// InvalidInput: a CR, LF or other control character, which would make a field of its own.
[[nodiscard]] base::Result<QByteArray> textField(const QByteArray& name, const QString& text);

/// A field with mailboxes, such as To. InvalidInput as textField(), for the names before the addresses.
[[nodiscard]] base::Result<QByteArray> addressField(const QByteArray& name,
                                                    const std::vector<MailAddress>& addresses);

/// `key=value` for Content-Disposition: in quotes where it is short and ASCII, else as RFC 2231 has it, in
/// several pieces where it is long. Each word but the last ends in a semicolon.
[[nodiscard]] QByteArrayList parameterWords(const QByteArray& key, const QString& value);

/// The same for programs that do not know RFC 2231: encoded words in quotes, which RFC 2047 §5 does not
/// allow and nearly every mail program writes and reads.
[[nodiscard]] QByteArrayList oldParameterWords(const QByteArray& key, const QString& value);

}  // namespace delivery
