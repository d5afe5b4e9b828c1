// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <vector>

namespace x509 {

/// The SubjectAltName of `cert`; empty when it has none or one that cannot be read.
[[nodiscard]] std::vector<AlternativeName> readAlternativeNames(const x509_st* cert);

/// An address of 4 or 16 bytes in its usual spelling (RFC 5952), any other as hex.
[[nodiscard]] QString ipAddressText(const QByteArray& bytes);

}  // namespace x509
