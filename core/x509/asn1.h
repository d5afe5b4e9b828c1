// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "core/x509/name.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QString>

#include <openssl/asn1.h>
#include <openssl/x509.h>

#include <optional>

// Small conversions that the sources of core/x509 and core/sign share.
namespace x509 {

/// The beginning of one BER element.
struct ElementHeader
{
    unsigned char tag = 0;  ///< the identifier octet; tag numbers above 30 are not read
    qsizetype size = 0;     ///< of the header itself
    qsizetype length = -1;  ///< of the content; -1 for the indefinite form
};

/// Reads one header; nothing when `bytes` does not begin with an element that fits into it.
[[nodiscard]] std::optional<ElementHeader> readElement(QByteArrayView bytes);

/// The dotted OID of the ContentInfo (RFC 5652, 3) that `bytes` begins with; empty when there is none.
[[nodiscard]] QString contentType(QByteArrayView bytes);

[[nodiscard]] QDateTime toDateTime(const ASN1_TIME* time);  ///< UTC; invalid when malformed
[[nodiscard]] QString toText(const ASN1_STRING* string);
[[nodiscard]] QByteArray toBytes(const ASN1_STRING* string);
[[nodiscard]] QString toDotted(const ASN1_OBJECT* object);
[[nodiscard]] Name toName(const X509_NAME* name);
[[nodiscard]] PublicKeyInfo toKeyInfo(const EVP_PKEY* key);

/// "SHA256" and the like, the dotted OID for what OpenSSL has no name for.
[[nodiscard]] QString algorithmName(const ASN1_OBJECT* object);

}  // namespace x509
