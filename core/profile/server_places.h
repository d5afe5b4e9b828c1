// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/servers.h"

#include <span>

namespace profile {

/// How a value names a server.
enum class ServerForm {
    Url,   ///< a URL: its scheme says whether TLS is spoken
    Host,  ///< a host, perhaps with a port, perhaps a URL after all
    Quic,  ///< a URL, but of a server that speaks over UDP
    IncomingMail,
    OutgoingMail,
    Directory,
    Ports,  ///< a host that speaks without TLS, or in a way of its own
    Names,  ///< a list of names that a certificate may have
};

/// One place in payloads of one type. `[]` in a path stands for every item of an array.
struct ServerPlace
{
    QStringView type;
    QLatin1StringView path;
    ServerKind kind;
    ServerForm form = ServerForm::Url;
    quint16 tlsPort = 443;
    quint16 clearPort = 80;
    QStringView portKey = {};  ///< beside the last key of the path
    QStringView tlsKey = {};   ///< the same; a switch
    bool isTlsByDefault = true;
    QStringView vpnType = {};  ///< only where VPNType says so
};

/// All of them; of one type in the order in which servers are shown.
[[nodiscard]] std::span<const ServerPlace> serverPlaces();

}  // namespace profile
