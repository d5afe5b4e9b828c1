// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/der.h"

#include "core/x509/asn1.h"

namespace x509::der {

std::optional<QByteArrayView> take(QByteArrayView& rest, unsigned char tag)
{
    const auto header = readElement(rest);
    if (!header || header->tag != tag || header->length < 0)
        return std::nullopt;
    const qsizetype octets = header->length < 0x80        ? 0
                             : header->length < 0x100     ? 1
                             : header->length < 0x10000   ? 2
                             : header->length < 0x1000000 ? 3
                                                          : 4;
    if (header->size != 2 + octets)
        return std::nullopt;
    const QByteArrayView content = rest.sliced(header->size, header->length);
    rest = rest.sliced(header->size + header->length);
    return content;
}

bool isNext(QByteArrayView rest, unsigned char tag)
{
    return !rest.isEmpty() && static_cast<unsigned char>(rest.front()) == tag;
}

bool isObjectIdentifier(QByteArrayView content)
{
    // No part begins with a padding octet, and the last one ends.
    constexpr unsigned char more = 0x80;
    bool isFirstOctet = true;
    for (const char c : content) {
        const auto octet = static_cast<unsigned char>(c);
        if (isFirstOctet && octet == more)
            return false;
        isFirstOctet = octet < more;
    }
    return !content.isEmpty() && isFirstOctet;
}

}  // namespace x509::der
