// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QStringList>

#include <vector>

namespace profile {

/// What a device wants of a server.
enum class ServerKind {
    Scep,
    Acme,
    Mdm,
    ProfileService,  ///< where an over-the-air enrolment begins
    Radius,          ///< of 802.1X: no host is named, only the names its certificate may have
    Vpn,             ///< one that an app speaks to, mostly over TLS
    Ikev2,
    Ipsec,
    L2tp,
    Relay,
    ContentFilter,
    Dns,
    Proxy,
    Exchange,
    IncomingMail,
    OutgoingMail,
    Directory,  ///< LDAP
    CalDav,
    CardDav,
    Calendar,  ///< a subscribed one
    SignIn,    ///< OAuth of an account
    WebClip,
};
[[nodiscard]] QString serverKindName(ServerKind kind);  ///< "scep", "incoming-mail", …: as in the JSON

/// How a connection in clear becomes one with TLS.
enum class ServerStartTls { None, Smtp, Imap, Pop3, Ldap };

/// One server that a profile names.
struct NamedServer
{
    plist::Path path;   ///< of the value that names it
    QString host = {};  ///< a name or an IP literal without brackets; empty: names alone are known
    quint16 port = 0;   ///< as named or as usual for the kind
    ServerKind kind = ServerKind::WebClip;
    /// Whether TLS over TCP is spoken there, so that a handshake can show it.
    bool usesTls = false;
    ServerStartTls startTls = ServerStartTls::None;  ///< with usesTls: after which words
    QStringList trustedNames = {};                   ///< Radius: TLSTrustedServerNames
    QString payloadTitle;                            ///< what the payload is called, translated
};

/// Every server in `profile`, in the order of its payloads. Values that a template still has to fill in, and
/// those that name no host, are left out.
[[nodiscard]] std::vector<NamedServer> findServers(const Profile& profile);

}  // namespace profile
