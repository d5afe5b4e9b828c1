// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "core/x509/key.h"

namespace x509 {

/// What a certificate request asks for, beside its key.
struct RequestContent
{
    QByteArray commonName;                     ///< ASCII; at most 64 octets (RFC 5280, A.1)
    std::vector<QByteArray> dns;               ///< ASCII
    std::vector<QByteArray> ip;                ///< 4 or 16 octets each
    KeyUsage keyUsage;                         ///< only bits of the first octet are written
    std::vector<QByteArray> extendedKeyUsage;  ///< dotted OIDs
};

/// A PKCS #10 request (RFC 2986) in PEM, signed by `key` with SHA-256.
[[nodiscard]] base::Result<QByteArray> makeRequest(const RequestContent& content, const PrivateKey& key);

}  // namespace x509
