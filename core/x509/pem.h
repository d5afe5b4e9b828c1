// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <vector>

namespace x509 {

/// One `-----BEGIN label-----` block (RFC 7468, RFC 1421).
struct PemBlock
{
    QByteArray label;
    QByteArray headers;  ///< "Proc-Type: 4,ENCRYPTED" and the like
    QByteArray content;  ///< decoded
};

[[nodiscard]] bool hasPem(const QByteArray& bytes);

/// Every block, in order; text around them is passed over. Fails for a block that does not end or is not
/// Base64.
[[nodiscard]] base::Result<std::vector<PemBlock>> readPem(const QByteArray& bytes);

/// The block as OpenSSL reads it, in lines of 64.
[[nodiscard]] QByteArray writePem(const PemBlock& block);

/// What bare Base64 stands for; empty when `bytes` is anything else.
[[nodiscard]] QByteArray fromBareBase64(const QByteArray& bytes);

/// `bytes` without a byte order mark; UTF-16, as PowerShell writes it, becomes UTF-8, also without a mark
/// where it begins a PEM block or Base64.
[[nodiscard]] QByteArray asPlainText(const QByteArray& bytes);

}  // namespace x509
