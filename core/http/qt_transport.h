// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

namespace http {

/// The network, by Qt. Takes the system's proxy, keeps no cookie and no cache; a certificate that this
/// computer does not trust ends the request with an error that says why.
class QtTransport : public Transport
{
public:
    Answer send(const Request& request, const std::stop_token& stop) override;
};

}  // namespace http
