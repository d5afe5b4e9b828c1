// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate_pool.h"

#include <span>
#include <vector>

namespace x509 {

/// A candidate chain, leaf first; it ends where no issuer was at hand.
using Chain = std::vector<Certificate>;

/// Every candidate chain from `leaf` through `pool`, at most `limit` of them, shortest first.
///
/// Builds, never judges: dates, usages and trust are for core/trust to look at. A chain ends
/// at a self-signed certificate or where `pool` has no further issuer; no certificate comes twice.
[[nodiscard]] std::vector<Chain> buildChains(const Certificate& leaf,
                                             std::span<const Certificate> pool,
                                             std::size_t limit = 64);

/// The same through several pools at once.
[[nodiscard]] std::vector<Chain> buildChains(const Certificate& leaf,
                                             std::span<const CertificatePool* const> pools,
                                             std::size_t limit = 64);

/// Whether the chain's last certificate is self-signed.
[[nodiscard]] bool endsInRoot(const Chain& chain);

}  // namespace x509
