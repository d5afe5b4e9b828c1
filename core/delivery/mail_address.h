// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace delivery {

/// A mailbox as messages and servers write it: ASCII, whatever the person typed.
struct MailAddress
{
    QString name;      ///< what stands before it in a message, any text of one line; may be empty
    QByteArray local;  ///< dot-atom of RFC 5322 §3.2.3, at most 64 characters
    QByteArray host;   ///< a domain name, international ones as punycode (RFC 5890)

    [[nodiscard]] QByteArray spec() const { return local + '@' + host; }
    bool operator==(const MailAddress&) const = default;

    /// Reads `anna@example.com` or `Anna Müller <anna@müller.example>`. InvalidInput: it is none;
    /// Unsupported: letters beyond ASCII before the @, quotes there, or a number for a host, which exist but
    /// which many servers do not take.
    [[nodiscard]] static base::Result<MailAddress> fromString(const QString& text);
};

/// Whether `text` has a character that would end a header field or confuse who reads it: CR, LF, NUL and
/// every other control character.
[[nodiscard]] bool hasControl(QStringView text);

}  // namespace delivery
