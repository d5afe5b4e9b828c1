// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// What a reader of the usual forms of DER (X.690, 10) needs; whatever is unusual is left to OpenSSL.
namespace x509::der {

constexpr unsigned char booleanTag = 0x01;
constexpr unsigned char integerTag = 0x02;
constexpr unsigned char bitsTag = 0x03;
constexpr unsigned char octetsTag = 0x04;
constexpr unsigned char nullTag = 0x05;
constexpr unsigned char objectTag = 0x06;
constexpr unsigned char utf8Tag = 0x0C;
constexpr unsigned char printableTag = 0x13;
constexpr unsigned char ia5Tag = 0x16;
constexpr unsigned char utcTimeTag = 0x17;
constexpr unsigned char generalizedTimeTag = 0x18;
constexpr unsigned char sequenceTag = 0x30;
constexpr unsigned char setTag = 0x31;

/// Takes the element that `rest` begins with off it and returns its content; nothing for another tag or a
/// length that is not written in as few octets as it takes.
[[nodiscard]] std::optional<QByteArrayView> take(QByteArrayView& rest, unsigned char tag);

/// Whether `rest` begins with an element of that tag.
[[nodiscard]] bool isNext(QByteArrayView rest, unsigned char tag);

/// Whether this is the content of an OBJECT IDENTIFIER (X.690, 8.19).
[[nodiscard]] bool isObjectIdentifier(QByteArrayView content);

}  // namespace x509::der
