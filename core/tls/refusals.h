// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace tls {

/// "handshake_failure" and the like (RFC 8446, B.2).
[[nodiscard]] QString alertName(int description);

// Why there was no session, in plain words.
[[nodiscard]] base::Error alerted(int description);
[[nodiscard]] base::Error hungUp();
[[nodiscard]] base::Error timedOut();
[[nodiscard]] base::Error notTls(const QByteArray& received);
[[nodiscard]] base::Error otherVersion();
/// Takes the reason from OpenSSL's error queue and empties it.
[[nodiscard]] base::Error handshakeFailed();

}  // namespace tls
