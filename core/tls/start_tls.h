// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/probe.h"
#include "core/tls/socket.h"

namespace tls {

/// Says on a fresh connection what makes a server expect a ClientHello next.
[[nodiscard]] base::Result<> startTls(Socket& socket, StartTls how, const Patience& patience);

/// The beginning of what a server said, quoted in a form that can be shown: printable text up to the first
/// line end, octets in hex where it begins with none.
[[nodiscard]] QString excerpt(const QByteArray& bytes);

}  // namespace tls
