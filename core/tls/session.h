// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"

#include <openssl/ssl.h>

namespace tls {

/// What was agreed, as far as the handshake got; `hasExtendedMasterSecret` is asked where OpenSSL does not
/// say because the handshake is not over.
enum class ExtendedMasterSecret { NotSeen, Seen };
[[nodiscard]] Session sessionOf(SSL* ssl, ExtendedMasterSecret seen);

}  // namespace tls
