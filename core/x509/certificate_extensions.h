// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <openssl/x509.h>

#include <optional>

// The extensions of RFC 5280 that a certificate is asked for; of one that is absent or cannot be read, what
// stands for nothing.
namespace x509 {

using Extensions = STACK_OF(X509_EXTENSION);

/// BasicConstraints (4.2.1.9).
struct Constraints
{
    bool isAuthority = false;
    std::optional<int> pathLength;
};

[[nodiscard]] Constraints constraintsOf(const Extensions* extensions);
[[nodiscard]] std::optional<KeyUsage> keyUsageOf(const Extensions* extensions);
[[nodiscard]] QStringList extendedKeyUsageOf(const Extensions* extensions);  ///< dotted OIDs
[[nodiscard]] QByteArray subjectKeyIdentifierOf(const Extensions* extensions);
[[nodiscard]] QByteArray authorityKeyIdentifierOf(const Extensions* extensions);

}  // namespace x509
