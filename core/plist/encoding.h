// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace plist {

/// How the bytes of a file become working text in UTF-8 and back.
class Encoding
{
public:
    enum class Kind {
        Utf8,
        Ascii,        ///< UTF-8 in which new text is kept to ASCII
        Latin1,       ///< ISO-8859-1
        Windows1252,  ///< with the five bytes it leaves open read as control characters
        Other,        ///< what Qt knows under `name`
    };

    Encoding() = default;
    explicit Encoding(Kind kind) : m_kind(kind) {}

    /// What `name` in a declaration stands for; nothing if it is not known or cannot be what the bytes are
    /// in.
    [[nodiscard]] static std::optional<Encoding> named(const QByteArray& name);
    /// UTF-16 and UTF-32, which show in the first bytes; nothing for other files.
    [[nodiscard]] static std::optional<Encoding> detected(const QByteArray& bytes);

    [[nodiscard]] bool isUtf8() const { return m_kind == Kind::Utf8 || m_kind == Kind::Ascii; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    /// As a declaration spells it.
    [[nodiscard]] QByteArray name() const { return m_name; }
    /// Keeps what is newly written to ASCII, because how the file is read is a guess.
    void keepToAscii() { m_asciiOnly = true; }

    /// UTF-8 of `bytes`; nothing if they would not come back the same.
    [[nodiscard]] std::optional<QByteArray> decode(const QByteArray& bytes) const;
    /// UTF-8 of `bytes` up to the first that would not come back the same.
    [[nodiscard]] QByteArray decodeStart(const QByteArray& bytes) const;
    /// The bytes of `text`; nothing if it holds a character the encoding has not.
    [[nodiscard]] std::optional<QByteArray> encode(const QByteArray& text) const;
    /// `text`, which is content of an element, with references in place of what the encoding has not.
    [[nodiscard]] QByteArray referenced(const QByteArray& text) const;

private:
    [[nodiscard]] QByteArray toUtf8(const QByteArray& bytes) const;
    [[nodiscard]] std::optional<QByteArray> toSingleBytes(const QString& text) const;
    [[nodiscard]] bool has(char32_t c) const;

    Kind m_kind = Kind::Utf8;
    bool m_asciiOnly = false;
    QByteArray m_name = "UTF-8";
    QByteArray m_mark;  ///< byte order mark, for Other
};

}  // namespace plist
