// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/probe.h"

namespace tls {

base::Result<StartTls> startTlsFromString(const QString&) { return StartTls::None; }
base::Result<Endpoint> Endpoint::fromString(const QString& text) { return Endpoint{text}; }
base::Result<Observation> probe(const Endpoint&, const ProbeOptions&, const std::stop_token&)
{
    return base::Error{base::Error::Code::Unsupported, QStringLiteral("being built")};
}

}  // namespace tls
