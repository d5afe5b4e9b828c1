// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/mime.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr qsizetype longestLine = 76;  ///< of encoded text, and of a line with encoded words (RFC 2047 §2)
constexpr QByteArrayView wordStart = "=?UTF-8?B?";
constexpr QByteArrayView wordEnd = "?=";
constexpr qsizetype longestValue = 60;  ///< of a parameter in one piece

bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

QByteArray hex(char byte) { return QByteArray(1, byte).toHex().toUpper(); }

/// The characters of `text`, each as UTF-8.
QByteArrayList characters(const QString& text)
{
    QByteArrayList all;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        all << QStringView(text).sliced(i, isPair ? 2 : 1).toUtf8();
        i += isPair ? 1 : 0;
    }
    return all;
}

base::Error controlError(const QByteArray& field)
{
    return {
        base::Error::Code::InvalidInput,
        QCoreApplication::translate("delivery", "The field %1 may not have a line end or a control character")
            .arg(QString::fromLatin1(field))};
}

/// Whether plain words of ASCII survive as they are: no blank is lost by folding, none is taken for encoded.
bool survivesPlainly(const QString& text)
{
    if (!isPlain(text) || text.contains(u"=?"_s) || text != text.simplified())
        return false;
    const QStringList words = text.split(u' ');
    return std::all_of(words.begin(), words.end(),
                       [](const QString& word) { return word.size() < longestValue; });
}

QByteArray quoted(const QByteArray& text)
{
    QByteArray escaped = text;
    escaped.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + escaped + '"';
}

/// The name before an address: RFC 5322 §3.2.5, phrase.
QByteArrayList phraseWords(const QString& name, qsizetype firstRoom)
{
    constexpr QByteArrayView special = "()<>[]:;@\\,.\"";
    if (!survivesPlainly(name))
        return encodedWords(name, firstRoom);
    const QByteArray text = name.toLatin1();
    if (std::none_of(text.begin(), text.end(), [&](char c) { return special.contains(c); }))
        return text.split(' ');
    return text.size() < longestValue ? QByteArrayList{quoted(text)} : encodedWords(name, firstRoom);
}

/// The first byte of `rest` as quoted-printable writes it at that column.
QByteArray encodedByte(QByteArrayView rest, qsizetype column)
{
    const char c = rest.front();
    const bool isBlank = c == ' ' || c == '\t';
    const bool isPrintable = (c > ' ' && c < 0x7F && c != '=') || (isBlank && rest.size() > 1);
    const bool isTrap = column == 0 && (c == '.' || rest.startsWith("From "));
    return isPrintable && !isTrap ? QByteArray(1, c) : '=' + hex(c);
}

QByteArray encodedLine(QByteArrayView line)
{
    QByteArray encoded;
    qsizetype column = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        QByteArray piece = encodedByte(line.sliced(i), column);
        // One column is kept for the "=" of a soft line break.
        if (column + piece.size() > longestLine - 1) {
            encoded += "=\r\n";
            column = 0;
            piece = encodedByte(line.sliced(i), column);
        }
        encoded += piece;
        column += piece.size();
    }
    return encoded;
}

}  // namespace

QByteArray base64Lines(const QByteArray& bytes)
{
    const QByteArray text = bytes.toBase64();
    QByteArray lines;
    lines.reserve(text.size() + 2 * (text.size() / longestLine + 1));
    for (qsizetype at = 0; at < text.size(); at += longestLine) {
        lines += QByteArrayView(text).sliced(at, std::min(longestLine, text.size() - at));
        lines += "\r\n";
    }
    return lines;
}

QByteArray quotedPrintable(const QString& text)
{
    QByteArray utf8 = text.toUtf8();
    utf8.replace("\r\n", "\n").replace('\r', '\n');
    if (utf8.endsWith('\n'))
        utf8.chop(1);
    QByteArray lines;
    for (const QByteArray& line : utf8.split('\n'))
        lines += encodedLine(line) + "\r\n";
    return lines;
}

QByteArrayList encodedWords(const QString& text, qsizetype firstRoom)
{
    constexpr qsizetype longestWord = 75;
    const auto bytesIn = [](qsizetype room) {
        return (room - wordStart.size() - wordEnd.size()) / 4 * 3;
    };
    QByteArrayList words;
    QByteArray part;
    qsizetype most = bytesIn(std::min(firstRoom, longestWord));
    const auto finish = [&] {
        words << wordStart.toByteArray() + part.toBase64() + wordEnd.toByteArray();
        part.clear();
        most = bytesIn(longestWord);
    };
    for (const QByteArray& character : characters(text)) {
        if (part.size() + character.size() > most && !part.isEmpty())
            finish();
        part += character;
    }
    if (!part.isEmpty())
        finish();
    return words;
}

QByteArray foldedField(const QByteArray& name, const QByteArrayList& words)
{
    QByteArray field = name + ':';
    qsizetype column = field.size();
    bool isFirst = true;
    for (const QByteArray& word : words) {
        if (!isFirst && column + 1 + word.size() > longestLine) {
            field += "\r\n";
            column = 0;
        }
        field += ' ' + word;
        column += 1 + word.size();
        isFirst = false;
    }
    return field + "\r\n";
}

base::Result<QByteArray> textField(const QByteArray& name, const QString& text)
{
    if (hasControl(text))
        return controlError(name);
    if (survivesPlainly(text))
        return foldedField(name, text.toLatin1().split(' '));
    return foldedField(name, encodedWords(text, longestLine - name.size() - 2));
}

base::Result<QByteArray> addressField(const QByteArray& name, const std::vector<MailAddress>& addresses)
{
    QByteArrayList words;
    for (const MailAddress& address : addresses) {
        if (hasControl(address.name))
            return controlError(name);
        if (!words.isEmpty())
            words.back() += ',';
        if (address.name.isEmpty()) {
            words << address.spec();
            continue;
        }
        words << phraseWords(address.name, longestLine - name.size() - 2);
        words << '<' + address.spec() + '>';
    }
    return foldedField(name, words);
}

QByteArrayList parameterWords(const QByteArray& key, const QString& value)
{
    if (isPlain(value) && value.size() <= longestValue)
        return {key + '=' + quoted(value.toLatin1())};
    QByteArrayList pieces{"UTF-8''"};
    for (const QByteArray& character : characters(value)) {
        // RFC 5987 §3.2.1: what is no attr-char is escaped.
        const QByteArray text = character.toPercentEncoding("!#$&+^`|");
        if (pieces.back().size() + text.size() > longestValue)
            pieces << QByteArray();
        pieces.back() += text;
    }
    if (pieces.size() == 1)
        return {key + "*=" + pieces.front()};
    QByteArrayList words;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        if (!words.isEmpty())
            words.back() += ';';
        words << key + '*' + QByteArray::number(i) + "*=" + pieces[i];
    }
    return words;
}

QByteArrayList oldParameterWords(const QByteArray& key, const QString& value)
{
    if (isPlain(value) && value.size() <= longestValue)
        return parameterWords(key, value);
    QByteArrayList words = encodedWords(value, longestLine - key.size() - 4);
    words.front().prepend(key + "=\"");
    words.back() += '"';
    return words;
}

}  // namespace delivery
