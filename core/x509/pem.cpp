// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/pem.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace x509 {

namespace {

constexpr QByteArrayView beginMark = "-----BEGIN ";
constexpr QByteArrayView dashes = "-----";
constexpr std::size_t maxBlocks = 20'000;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

QByteArray withoutBlanks(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !isBlank(c); });
    return out;
}

/// The order of bytes in UTF-16 that does not say so itself; nothing for any other text.
std::optional<QStringDecoder::Encoding> unmarkedUtf16(const QByteArray& bytes)
{
    constexpr QByteArrayView begin("-\0-\0-\0-\0-\0B\0E\0G\0I\0N\0", 20);
    constexpr QByteArrayView base64("M\0I\0I\0", 6);
    const qsizetype at = bytes.indexOf(begin);
    if (at >= 0)
        return at % 2 == 0 ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE;
    if (bytes.startsWith(base64))
        return QStringDecoder::Utf16LE;
    return std::nullopt;
}

base::Error broken(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

/// RFC 1421, 4.4: header lines end at the first empty line.
void splitHeaders(QByteArrayView body, QByteArray* headers, QByteArrayView* text)
{
    *text = body;
    if (!body.contains(':'))
        return;
    for (const QByteArrayView end : {QByteArrayView("\n\n"), QByteArrayView("\n\r\n")}) {
        const qsizetype at = body.indexOf(end);
        if (at < 0)
            continue;
        *headers = body.first(at).toByteArray().trimmed();
        headers->replace("\r\n", "\n");
        *text = body.sliced(at + end.size());
        return;
    }
}

}  // namespace

bool hasPem(const QByteArray& bytes) { return bytes.contains(beginMark); }

base::Result<std::vector<PemBlock>> readPem(const QByteArray& bytes)
{
    std::vector<PemBlock> blocks;
    qsizetype at = 0;
    while ((at = bytes.indexOf(beginMark, at)) >= 0) {
        const qsizetype labelBegin = at + beginMark.size();
        const qsizetype labelEnd = bytes.indexOf(dashes, labelBegin);
        constexpr qsizetype maxLabel = 64;
        if (labelEnd < 0 || labelEnd - labelBegin > maxLabel)
            return broken(QCoreApplication::translate("x509", "A BEGIN line of the PEM text is incomplete"));
        PemBlock block;
        block.label = bytes.mid(labelBegin, labelEnd - labelBegin);
        const qsizetype bodyBegin = labelEnd + dashes.size();
        const QByteArray endMark = "-----END " + block.label + "-----";
        const qsizetype bodyEnd = bytes.indexOf(endMark, bodyBegin);
        if (bodyEnd < 0)
            return broken(QCoreApplication::translate("x509", "The END line of the block “%1” is missing")
                              .arg(QString::fromLatin1(block.label)));
        QByteArrayView text;
        splitHeaders(QByteArrayView(bytes).sliced(bodyBegin, bodyEnd - bodyBegin), &block.headers, &text);
        const auto decoded =
            QByteArray::fromBase64Encoding(withoutBlanks(text), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return broken(QCoreApplication::translate("x509", "The block “%1” is not Base64")
                              .arg(QString::fromLatin1(block.label)));
        block.content = decoded.decoded;
        blocks.push_back(std::move(block));
        if (blocks.size() > maxBlocks)
            return broken(QCoreApplication::translate("x509", "The PEM text has too many blocks"));
        at = bodyEnd + endMark.size();
    }
    if (blocks.empty())
        return broken(QCoreApplication::translate("x509", "This is not PEM text"));
    return blocks;
}

QByteArray writePem(const PemBlock& block)
{
    QByteArray out = "-----BEGIN " + block.label + "-----\n";
    if (!block.headers.isEmpty())
        out += block.headers + "\n\n";
    const QByteArray text = block.content.toBase64();
    constexpr qsizetype lineLength = 64;
    for (qsizetype at = 0; at < text.size(); at += lineLength)
        out += text.mid(at, lineLength) + '\n';
    return out + "-----END " + block.label + "-----\n";
}

QByteArray fromBareBase64(const QByteArray& bytes)
{
    // Everything we read in Base64 begins with a SEQUENCE, 0x30, hence with an M.
    const auto first = std::find_if_not(bytes.begin(), bytes.end(), isBlank);
    if (first == bytes.end() || *first != 'M')
        return {};
    const auto decoded =
        QByteArray::fromBase64Encoding(withoutBlanks(bytes), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

QByteArray asPlainText(const QByteArray& bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return bytes.sliced(3);
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        QStringDecoder decoder(QStringDecoder::Utf16);
        return QString(decoder(bytes)).toUtf8();
    }
    if (const auto encoding = unmarkedUtf16(bytes)) {
        QStringDecoder decoder(*encoding);
        return QString(decoder(bytes)).toUtf8();
    }
    return bytes;
}

}  // namespace x509
