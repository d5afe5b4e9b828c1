// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/log.h"
#include "core/plist/binary.h"

#include <QStringConverter>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace explain {

namespace {

/// The characters 0x80 to 0x9f of Windows-1252; those that it leaves free stay what Latin-1 has there.
constexpr std::array<char16_t, 32> windowsCharacters{
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

/// How many bytes of a character in UTF-8 begin at `at`; 0 when none does.
qsizetype utf8LengthAt(const QByteArray& bytes, qsizetype at)
{
    constexpr qsizetype longest = 4;
    for (qsizetype length = 1; length <= longest && at + length <= bytes.size(); ++length)
        if (QUtf8StringView(QByteArrayView(bytes).sliced(at, length)).isValidUtf8())
            return length;
    return 0;
}

/// A text in which some bytes are no UTF-8: they are taken for Windows-1252, as old tools write it.
QByteArray fromWindows(const QByteArray& bytes)
{
    constexpr std::size_t firstHigh = 0x80;
    std::array<QByteArray, firstHigh> high;
    for (std::size_t i = 0; i < high.size(); ++i)
        high[i] =
            QString(QChar(i < windowsCharacters.size() ? windowsCharacters[i] : char16_t(firstHigh + i)))
                .toUtf8();
    QByteArray text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (qsizetype at = 0; at < bytes.size();) {
        const std::size_t byte = static_cast<unsigned char>(bytes[at]);
        const qsizetype length = byte < firstHigh ? 1 : utf8LengthAt(bytes, at);
        if (length > 0)
            text.append(QByteArrayView(bytes).sliced(at, length));
        else
            text += high[byte - firstHigh];
        at += std::max(length, qsizetype{1});
    }
    return text;
}

}  // namespace

QByteArray textOf(const QByteArray& bytes)
{
    if (plist::isBinary(bytes)) {
        const auto rendition = plist::xmlFromBinary(bytes);
        return rendition ? rendition->xml : bytes;
    }
    const auto isNull = [&bytes](qsizetype at) {
        return bytes.size() > at && bytes[at] == '\0';
    };
    std::optional<QStringConverter::Encoding> encoding;
    if (bytes.startsWith("\xff\xfe") || (!isNull(0) && isNull(1) && isNull(3)))
        encoding = QStringConverter::Utf16LE;
    else if (bytes.startsWith("\xfe\xff") || (isNull(0) && !isNull(1) && isNull(2)))
        encoding = QStringConverter::Utf16BE;
    if (!encoding)
        return bytes.isValidUtf8() ? bytes : fromWindows(bytes);
    QStringDecoder decode(*encoding);
    const QString text = decode(bytes);
    return text.toUtf8();
}

}  // namespace explain
