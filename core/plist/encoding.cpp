// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/encoding.h"

#include <QList>
#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <array>

namespace plist {

namespace {

/// What bytes 0x80 to 0x9F are in windows-1252: https://encoding.spec.whatwg.org/index-windows-1252.txt
constexpr std::array<char16_t, 32> windows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

struct Mark
{
    QByteArray mark;    ///< at the start of the file
    QByteArray begins;  ///< or how `<` and what follows look without one
    const char* name;
};

const std::array<Mark, 4>& marks()
{
    static const std::array<Mark, 4> table{{
        {QByteArray("\xFF\xFE\0\0", 4), QByteArray("<\0\0\0", 4), "UTF-32LE"},
        {QByteArray("\0\0\xFE\xFF", 4), QByteArray("\0\0\0<", 4), "UTF-32BE"},
        {QByteArray("\xFF\xFE", 2), QByteArray("<\0", 2), "UTF-16LE"},
        {QByteArray("\xFE\xFF", 2), QByteArray("\0<", 2), "UTF-16BE"},
    }};
    return table;
}

/// Whether the character behind `<` has as many bytes: one NUL byte before `<?xml` makes no UTF-16 of it.
bool isWide(const QByteArray& bytes, const Mark& mark)
{
    const qsizetype width = mark.begins.size();
    const qsizetype high = mark.begins.front() == '<' ? width - 1 : 0;
    return bytes.size() < 2 * width || bytes[width + high] == '\0';
}

}  // namespace

std::optional<Encoding> Encoding::named(const QByteArray& name)
{
    const QByteArray wanted = name.toUpper().replace('_', '-');
    const auto is = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* n) { return wanted == n; });
    };
    Encoding encoding;
    encoding.m_name = name;
    if (is({"", "UTF-8", "UTF8"})) {
        encoding.m_name = "UTF-8";
        return encoding;
    }
    if (is({"US-ASCII", "ASCII", "ANSI-X3.4-1968", "ISO646-US", "ISO-646.IRV:1991", "US"}))
        encoding.m_kind = Kind::Ascii;
    else if (is({"ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1", "L1"}))
        encoding.m_kind = Kind::Latin1;
    else if (is({"WINDOWS-1252", "CP1252", "1252", "X-CP1252"}))
        encoding.m_kind = Kind::Windows1252;
    else if (wanted.startsWith("UTF") || wanted.contains("UCS") || wanted.contains("10646")
             || !QStringDecoder(name.constData()).isValid())
        return {};
    else
        encoding.m_kind = Kind::Other;
    return encoding;
}

std::optional<Encoding> Encoding::detected(const QByteArray& bytes)
{
    for (const Mark& mark : marks()) {
        const bool marked = bytes.startsWith(mark.mark);
        if (!marked && !(bytes.startsWith(mark.begins) && isWide(bytes, mark)))
            continue;
        Encoding encoding(Kind::Other);
        encoding.m_name = mark.name;
        if (marked)
            encoding.m_mark = mark.mark;
        return encoding;
    }
    return {};
}

QByteArray Encoding::toUtf8(const QByteArray& bytes) const
{
    switch (m_kind) {
    case Kind::Utf8:
    case Kind::Ascii: return bytes;
    case Kind::Latin1: return QString::fromLatin1(bytes).toUtf8();
    case Kind::Windows1252: {
        QString text = QString::fromLatin1(bytes);
        for (QChar& c : text) {
            if (c >= QChar(0x80) && c < QChar(0xA0))
                c = QChar(windows1252[c.unicode() - 0x80U]);
        }
        return text.toUtf8();
    }
    case Kind::Other: {
        QStringDecoder decoder(m_name.constData());
        const QString text = decoder(QByteArrayView(bytes).sliced(m_mark.size()));
        return text.toUtf8();
    }
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> Encoding::decode(const QByteArray& bytes) const
{
    if (isUtf8())
        return bytes;
    QByteArray text = toUtf8(bytes);
    if (encode(text) != bytes)
        return {};
    return text;
}

QByteArray Encoding::decodeStart(const QByteArray& bytes) const
{
    const QByteArray text = toUtf8(bytes);
    if (m_kind != Kind::Other)
        return text;
    QStringEncoder encoder(m_name.constData());
    const QByteArray again = m_mark + QByteArray(encoder(QString::fromUtf8(text)));
    const auto [bad, other] = std::mismatch(bytes.begin(), bytes.end(), again.begin(), again.end());
    const qsizetype width = m_name.startsWith("UTF-32") ? 4 : m_name.startsWith("UTF-16") ? 2 : 1;
    const qsizetype good = bad - bytes.begin();
    return toUtf8(bytes.left(std::max(good - good % width, m_mark.size())));
}

std::optional<QByteArray> Encoding::encode(const QByteArray& text) const
{
    if (isUtf8())
        return text;
    const QString characters = QString::fromUtf8(text);
    if (m_kind != Kind::Other)
        return toSingleBytes(characters);
    QStringEncoder encoder(m_name.constData());
    const QByteArray bytes = encoder(characters);
    if (encoder.hasError())
        return {};
    return m_mark + bytes;
}

std::optional<QByteArray> Encoding::toSingleBytes(const QString& text) const
{
    QByteArray bytes(text.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const auto* found = std::find(windows1252.begin(), windows1252.end(), c);
        if (m_kind == Kind::Windows1252 && found != windows1252.end())
            bytes[i] = static_cast<char>(0x80 + (found - windows1252.begin()));
        else if (c < 0x80 || (c < 0x100 && (m_kind == Kind::Latin1 || c >= 0xA0)))
            bytes[i] = static_cast<char>(c);
        else
            return {};
    }
    return bytes;
}

bool Encoding::has(char32_t c) const
{
    if (m_asciiOnly || m_kind == Kind::Ascii)
        return false;
    if (m_kind == Kind::Utf8 || m_name.startsWith("UTF"))
        return true;
    const QByteArray text = QString::fromUcs4(&c, 1).toUtf8();
    const auto bytes = encode(text);
    return bytes && toUtf8(*bytes) == text;
}

QByteArray Encoding::referenced(const QByteArray& text) const
{
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (ascii || (m_kind == Kind::Utf8 && !m_asciiOnly))
        return text;
    QByteArray out;
    for (const char32_t c : QString::fromUtf8(text).toUcs4()) {
        if (c < 0x80 || has(c))
            out += QString::fromUcs4(&c, 1).toUtf8();
        else
            out += "&#" + QByteArray::number(uint{c}) + ';';
    }
    return out;
}

}  // namespace plist
