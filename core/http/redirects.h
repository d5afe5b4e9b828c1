// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

#include <functional>

namespace http {

/// Sends one request to one address; the addresses that were passed on the way there belong into the reply.
using SendOnce = std::function<Answer(const Request& request, const std::vector<QUrl>& passed)>;

/// Sends a request, and what its answers send on to as browsers and devices do (RFC 9110, 15.4): behind 303,
/// and behind 301 and 302 for a POST, as a GET without the body. Each address is asked anew, so that the
/// headers of an answer are its own. A redirect that leads nowhere is the answer.
[[nodiscard]] Answer follow(const Request& request, const SendOnce& send);

}  // namespace http
