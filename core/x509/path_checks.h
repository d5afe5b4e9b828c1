// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <vector>

namespace x509 {

/// Whether every name of `certificate` lies inside the nameConstraints of `issuer` (RFC 5280, 4.2.1.10): DNS,
/// IP, rfc822, URI and directory names. True when `issuer` has none; false for constraints that cannot be
/// read, have a minimum or maximum, have 1,024 subtrees or more, or are critical and of another form.
[[nodiscard]] bool obeysNameConstraints(const Certificate& certificate, const Certificate& issuer);

/// Whether the certificate policies of a chain, leaf first and the root last, satisfy what its certificates
/// require of each other (RFC 5280, 6.1), for a reader who asks for no policy himself.
[[nodiscard]] bool policiesFit(const std::vector<Certificate>& chain);

}  // namespace x509
