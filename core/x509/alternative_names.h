// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <openssl/x509.h>

#include <vector>

namespace x509 {

/// The SubjectAltName among `extensions`; empty when there is none or one that cannot be read.
[[nodiscard]] std::vector<AlternativeName> readAlternativeNames(const STACK_OF(X509_EXTENSION) * extensions);

/// An address of 4 or 16 bytes in its usual spelling (RFC 5952), any other as hex.
[[nodiscard]] QString ipAddressText(const QByteArray& bytes);

}  // namespace x509
