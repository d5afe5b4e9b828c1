// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"

#include <stop_token>

namespace x509 {

/// An RSA key of two probable primes of the same size (FIPS 186-4, B.3.3) with the public exponent 65537. Two
/// threads look for primes, and the first two that either finds are taken, which takes half as long as
/// EVP_RSA_gen. `bits` is even and at least 512. Null when it was stopped, and when OpenSSL fails, of which
/// its error queue tells.
[[nodiscard]] KeyHandle makeRsaKey(int bits, const std::stop_token& stop);

}  // namespace x509
