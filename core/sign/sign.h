// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sign/identity.h"

#include <QByteArray>

namespace sign {

/// `content`, unchanged, in CMS SignedData (RFC 5652, 5): embedded, DER, SHA-256, one signer, RSA or ECDSA.
///
/// Opened again and verified before it is returned. Fails when check() has a fatal problem.
/// `content` must not be signed already: unwrap it first.
[[nodiscard]] base::Result<QByteArray> sign(const QByteArray& content, const Identity& identity);

}  // namespace sign
