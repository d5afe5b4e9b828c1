// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/observation.h"

#include <openssl/ssl.h>

namespace tls {

/// Whether the extension was met in the ServerHello: OpenSSL itself tells only when the handshake is over.
enum class ExtendedMasterSecret { NotSeen, Seen };

/// What was agreed, as far as the handshake got.
[[nodiscard]] Session sessionOf(SSL* ssl, ExtendedMasterSecret seen);

}  // namespace tls
