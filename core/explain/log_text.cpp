// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/log.h"
#include "core/plist/binary.h"

#include <QStringConverter>

#include <optional>

namespace explain {

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
        return bytes;
    QStringDecoder decode(*encoding);
    const QString text = decode(bytes);
    return text.toUtf8();
}

}  // namespace explain
