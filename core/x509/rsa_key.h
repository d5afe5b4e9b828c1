// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"

namespace x509 {

/// An RSA key of two probable primes of the same size (FIPS 186-4, B.3.3) with the public exponent 65537; the
/// primes are looked for at the same time, which takes less than half as long as EVP_RSA_gen. `bits` is even
/// and at least 512. Null when OpenSSL fails, of which its error queue tells.
[[nodiscard]] KeyHandle makeRsaKey(int bits);

}  // namespace x509
