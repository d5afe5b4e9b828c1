// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/server_places.h"

#include <array>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 http = 80;
constexpr quint16 https = 443;

constexpr QStringView vpn = u"com.apple.vpn.managed";
constexpr QStringView ews = u"com.apple.ews.account";
constexpr QStringView mail = u"com.apple.mail.managed";
constexpr quint16 ike = 500;
constexpr quint16 l2tp = 1701;

constexpr std::array places{
    ServerPlace{u"com.apple.security.scep", "PayloadContent.URL"_L1, ServerKind::Scep},
    ServerPlace{u"com.apple.security.acme", "DirectoryURL"_L1, ServerKind::Acme},
    ServerPlace{u"com.apple.mdm", "ServerURL"_L1, ServerKind::Mdm},
    ServerPlace{u"com.apple.mdm", "CheckInURL"_L1, ServerKind::Mdm},
    ServerPlace{u"com.apple.wifi.managed", "EAPClientConfiguration.TLSTrustedServerNames"_L1,
                ServerKind::Radius, ServerForm::Names},
    ServerPlace{u"com.apple.wifi.managed", "ProxyServer"_L1, ServerKind::Proxy, ServerForm::Ports, 0, http,
                u"ProxyServerPort"},
    ServerPlace{u"com.apple.wifi.managed", "ProxyPACURL"_L1, ServerKind::Proxy},
    ServerPlace{u"com.apple.proxy.http.global", "ProxyServer"_L1, ServerKind::Proxy, ServerForm::Ports, 0,
                http, u"ProxyServerPort"},
    ServerPlace{u"com.apple.proxy.http.global", "ProxyPACURL"_L1, ServerKind::Proxy},
    ServerPlace{
        vpn, "VPN.RemoteAddress"_L1, ServerKind::Vpn, ServerForm::Host, https, http, {}, {}, true, u"VPN"},
    ServerPlace{
        vpn, "IKEv2.RemoteAddress"_L1, ServerKind::Ikev2, ServerForm::Ports, 0, ike, {}, {}, false, u"IKEv2"},
    ServerPlace{vpn,
                "AlwaysOn.TunnelConfigurations.[].RemoteAddress"_L1,
                ServerKind::Ikev2,
                ServerForm::Ports,
                0,
                ike,
                {},
                {},
                false,
                u"AlwaysOn"},
    ServerPlace{
        vpn, "IPSec.RemoteAddress"_L1, ServerKind::Ipsec, ServerForm::Ports, 0, ike, {}, {}, false, u"IPSec"},
    ServerPlace{vpn,
                "PPP.CommRemoteAddress"_L1,
                ServerKind::L2tp,
                ServerForm::Ports,
                0,
                l2tp,
                {},
                {},
                false,
                u"L2TP"},
    ServerPlace{vpn, "DNS.ServerURL"_L1, ServerKind::Dns},
    ServerPlace{u"com.apple.dnsSettings.managed", "DNSSettings.ServerURL"_L1, ServerKind::Dns},
    ServerPlace{u"com.apple.dnsSettings.managed", "DNSSettings.ServerName"_L1, ServerKind::Dns,
                ServerForm::Host, 853},
    ServerPlace{u"com.apple.relay.managed", "Relays.[].HTTP3RelayURL"_L1, ServerKind::Relay,
                ServerForm::Quic},
    ServerPlace{u"com.apple.relay.managed", "Relays.[].HTTP2RelayURL"_L1, ServerKind::Relay},
    ServerPlace{u"com.apple.webcontent-filter",
                "ServerAddress"_L1,
                ServerKind::ContentFilter,
                ServerForm::Host,
                https,
                https,
                {},
                {},
                false},
    ServerPlace{u"com.apple.webcontent-filter", "URLFilterParameters.PIRServerURL"_L1,
                ServerKind::ContentFilter},
    ServerPlace{u"com.apple.webcontent-filter", "URLFilterParameters.PIRPrivacyPassIssuerURL"_L1,
                ServerKind::ContentFilter},
    ServerPlace{
        u"com.apple.eas.account", "Host"_L1, ServerKind::Exchange, ServerForm::Host, https, http, {}, u"SSL"},
    ServerPlace{u"com.apple.eas.account", "OAuthSignInURL"_L1, ServerKind::SignIn},
    ServerPlace{u"com.apple.eas.account", "OAuthTokenRequestURL"_L1, ServerKind::SignIn},
    ServerPlace{ews, "Host"_L1, ServerKind::Exchange, ServerForm::Host, https, http, u"Port", u"SSL"},
    ServerPlace{ews, "ExternalHost"_L1, ServerKind::Exchange, ServerForm::Host, https, http, u"ExternalPort",
                u"ExternalSSL"},
    ServerPlace{ews, "OAuthSignInURL"_L1, ServerKind::SignIn},
    ServerPlace{mail, "IncomingMailServerHostName"_L1, ServerKind::IncomingMail, ServerForm::IncomingMail, 0,
                0, u"IncomingMailServerPortNumber", u"IncomingMailServerUseSSL", false},
    ServerPlace{mail, "OutgoingMailServerHostName"_L1, ServerKind::OutgoingMail, ServerForm::OutgoingMail, 0,
                0, u"OutgoingMailServerPortNumber", u"OutgoingMailServerUseSSL", false},
    ServerPlace{u"com.apple.ldap.account",
                "LDAPAccountHostName"_L1,
                ServerKind::Directory,
                ServerForm::Directory,
                0,
                0,
                {},
                u"LDAPAccountUseSSL"},
    ServerPlace{u"com.apple.caldav.account", "CalDAVHostName"_L1, ServerKind::CalDav, ServerForm::Host, https,
                http, u"CalDAVPort", u"CalDAVUseSSL"},
    ServerPlace{u"com.apple.carddav.account", "CardDAVHostName"_L1, ServerKind::CardDav, ServerForm::Host,
                https, http, u"CardDAVPort", u"CardDAVUseSSL"},
    ServerPlace{u"com.apple.subscribedcalendar.account",
                "SubCalAccountHostName"_L1,
                ServerKind::Calendar,
                ServerForm::Host,
                https,
                http,
                {},
                u"SubCalAccountUseSSL",
                false},
    ServerPlace{u"com.apple.webClip.managed", "URL"_L1, ServerKind::WebClip},
};

}  // namespace

std::span<const ServerPlace> serverPlaces() { return places; }

}  // namespace profile
