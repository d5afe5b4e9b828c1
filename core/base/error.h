// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace base {

/// A place in a text file as editors count it: line and column from 1, the
/// column in characters, not bytes.
struct TextPosition
{
    int line = 1;
    int column = 1;
    bool operator==(const TextPosition&) const = default;
};

/// What went wrong, in the only forms anyone needs it: a `code` for the program
/// to branch on, a `message` and perhaps a `hint` for the person, a `detail` for
/// the log, and the place where there is one.
struct Error
{
    enum class Code {
        InvalidInput,  ///< the bytes or the value break a rule of their format
        NotFound,      ///< a file, key or item that was named is not there
        Denied,        ///< wrong password, no permission, user said no
        Unsupported,   ///< well-formed, but not something this program does
        Network,       ///< the other side could not be reached or hung up
        Cancelled,     ///< the caller asked us to stop
        Internal,      ///< a bug here: please report
    };

    Code code = Code::Internal;
    QString message;                            ///< one sentence, translated, no trailing full stop
    QString detail = {};                        ///< untranslated text from OpenSSL, libplist or the system
    QString hint = {};                          ///< what to do next, translated; may be empty
    std::optional<TextPosition> position = {};  ///< where in the text that was read

    /// The same error, told from one level further up: "payload 2: …".
    [[nodiscard]] Error in(const QString& where) &&
    {
        message = where + QStringLiteral(": ") + message;
        return std::move(*this);
    }

    bool operator==(const Error&) const = default;
};

}  // namespace base
