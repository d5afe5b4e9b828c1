// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"

#include <QByteArray>

#include <vector>

namespace tls {

/// Reads an OCSPResponse (RFC 6960, 4.2.1) for the first of these certificates. Never looks at the clock.
[[nodiscard]] Staple readStaple(const QByteArray& der, const std::vector<x509::Certificate>& sent);

}  // namespace tls
