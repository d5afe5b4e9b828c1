// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/document.h"
#include "core/profile/servers.h"

#include <QtTest>

using namespace Qt::Literals::StringLiterals;
using profile::NamedServer;
using profile::ServerStartTls;

namespace {

/// A profile with one payload of this type and these keys, given as the inside of a dictionary.
plist::Document profileWith(const QString& type, const QString& keys)
{
    const QString text = u"<plist version=\"1.0\"><dict><key>PayloadType</key><string>Configuration</string>"
                         "<key>PayloadContent</key><array><dict><key>PayloadType</key><string>%1</string>%2"
                         "</dict></array></dict></plist>"_s.arg(type, keys);
    auto document = plist::Document::read(text.toUtf8());
    if (!document)
        qFatal("%s", qPrintable(document.error().message));
    return *document;
}

QString startName(ServerStartTls start)
{
    switch (start) {
    case ServerStartTls::None: return u"tls"_s;
    case ServerStartTls::Smtp: return u"smtp"_s;
    case ServerStartTls::Imap: return u"imap"_s;
    case ServerStartTls::Pop3: return u"pop3"_s;
    case ServerStartTls::Ldap: return u"ldap"_s;
    }
    Q_UNREACHABLE();
}

/// "mdm mdm.example.com:443 tls ServerURL"
QString line(const NamedServer& server)
{
    const QString host = server.host.isEmpty() ? server.trustedNames.join(u',') : server.host;
    QString path = server.path.toString();
    path.remove(u"PayloadContent[0]."_s);
    return u"%1 %2:%3 %4 %5"_s.arg(profile::serverKindName(server.kind), host)
        .arg(server.port)
        .arg(server.usesTls ? startName(server.startTls) : u"clear"_s, path);
}

QString entry(const char* key, const QString& value)
{
    return u"<key>%1</key>%2"_s.arg(QString::fromLatin1(key), value);
}
QString text(const char* key, const char* value)
{
    return entry(key, u"<string>%1</string>"_s.arg(QString::fromUtf8(value)));
}
QString number(const char* key, int value) { return entry(key, u"<integer>%1</integer>"_s.arg(value)); }
QString flag(const char* key, const char* value) { return entry(key, u"<%1/>"_s.arg(QLatin1String(value))); }
QString dict(const char* key, const QString& inside) { return entry(key, u"<dict>%1</dict>"_s.arg(inside)); }

}  // namespace

class Servers : public QObject
{
    Q_OBJECT

private slots:
    void areFound_data();
    void areFound();
    void anEnrolmentRequestNamesOne();
    void ofAllPayloadsInOrder();
};

void Servers::areFound_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* type, const QString& keys, const QString& expected) {
        QTest::newRow(name) << QString::fromLatin1(type) << keys << expected;
    };
    const char* scep = "com.apple.security.scep";
    row("SCEP", scep, dict("PayloadContent", text("URL", "http://scep.example.com/certsrv/mscep/mscep.dll")),
        u"scep scep.example.com:80 clear PayloadContent.URL"_s);
    row("SCEP over https", scep, dict("PayloadContent", text("URL", "HTTPS://SCEP.example.com:8443/scep")),
        u"scep scep.example.com:8443 tls PayloadContent.URL"_s);
    row("no URL", scep, dict("PayloadContent", text("URL", "scep.example.com")), {});
    row("a token", scep, dict("PayloadContent", text("URL", "https://{{host}}/scep")), {});
    row("another token", scep, dict("PayloadContent", text("URL", "$SCEP_URL")), {});
    row("a wrong type", scep, dict("PayloadContent", number("URL", 1)), {});
    row("MDM", "com.apple.mdm",
        text("CheckInURL", "https://mdm.example.com/checkin")
            + text("ServerURL", "https://mdm.example.com:444/"),
        u"mdm mdm.example.com:444 tls ServerURL\nmdm mdm.example.com:443 tls CheckInURL"_s);
    row("ACME", "com.apple.security.acme", text("DirectoryURL", "https://ca.example.com/acme/directory"),
        u"acme ca.example.com:443 tls DirectoryURL"_s);
    const QString names = dict("EAPClientConfiguration",
                               entry("TLSTrustedServerNames",
                                     u"<array><string>r1.example.com</string><string>*.example.org</string>"
                                     "</array>"_s));
    const QString radius =
        u"radius r1.example.com,*.example.org:0 clear EAPClientConfiguration.TLSTrustedServerNames"_s;
    row("RADIUS of Wi-Fi", "com.apple.wifi.managed", names, radius);
    row("RADIUS of Ethernet", "com.apple.firstactiveethernet.managed", names, radius);
    row("a proxy", "com.apple.wifi.managed",
        text("ProxyServer", "proxy.example.com") + number("ProxyServerPort", 3128),
        u"proxy proxy.example.com:3128 clear ProxyServer"_s);
    const QString ikev2 = dict("IKEv2", text("RemoteAddress", "vpn.example.com"));
    row("IKEv2", "com.apple.vpn.managed", text("VPNType", "IKEv2") + ikev2,
        u"ikev2 vpn.example.com:500 clear IKEv2.RemoteAddress"_s);
    row("IKEv2 for an app", "com.apple.vpn.managed.applayer", text("VPNType", "IKEv2") + ikev2,
        u"ikev2 vpn.example.com:500 clear IKEv2.RemoteAddress"_s);
    row("settings of another VPN", "com.apple.vpn.managed", text("VPNType", "IPSec") + ikev2, {});
    row("an always-on VPN", "com.apple.vpn.managed",
        text("VPNType", "AlwaysOn")
            + dict("AlwaysOn", entry("TunnelConfigurations", u"<array><dict>%1</dict></array>"_s.arg(
                                                                 text("RemoteAddress", "2001:db8::1")))),
        u"ikev2 2001:db8::1:500 clear AlwaysOn.TunnelConfigurations[0].RemoteAddress"_s);
    row("a VPN of an app", "com.apple.vpn.managed",
        text("VPNType", "VPN") + dict("VPN", text("RemoteAddress", "vpn.example.com:8443")),
        u"vpn vpn.example.com:8443 tls VPN.RemoteAddress"_s);
    row("Exchange", "com.apple.eas.account", text("Host", "mail.example.com"),
        u"exchange mail.example.com:443 tls Host"_s);
    row("Exchange without TLS", "com.apple.eas.account",
        text("Host", "mail.example.com") + flag("SSL", "false"),
        u"exchange mail.example.com:80 clear Host"_s);
    row("IMAP and SMTP with TLS", "com.apple.mail.managed",
        text("EmailAccountType", "EmailTypeIMAP") + text("IncomingMailServerHostName", "in.example.com")
            + flag("IncomingMailServerUseSSL", "true") + text("OutgoingMailServerHostName", "out.example.com")
            + flag("OutgoingMailServerUseSSL", "true"),
        u"incoming-mail in.example.com:993 tls IncomingMailServerHostName\n"
        "outgoing-mail out.example.com:587 smtp OutgoingMailServerHostName"_s);
    row("POP and SMTP by port", "com.apple.mail.managed",
        text("EmailAccountType", "EmailTypePOP") + text("IncomingMailServerHostName", "in.example.com")
            + number("IncomingMailServerPortNumber", 110) + flag("IncomingMailServerUseSSL", "true")
            + text("OutgoingMailServerHostName", "out.example.com")
            + number("OutgoingMailServerPortNumber", 465) + flag("OutgoingMailServerUseSSL", "true"),
        u"incoming-mail in.example.com:110 pop3 IncomingMailServerHostName\n"
        "outgoing-mail out.example.com:465 tls OutgoingMailServerHostName"_s);
    row("IMAP in clear", "com.apple.mail.managed", text("IncomingMailServerHostName", "in.example.com"),
        u"incoming-mail in.example.com:143 clear IncomingMailServerHostName"_s);
    row("LDAP", "com.apple.ldap.account", text("LDAPAccountHostName", "ldap.example.com"),
        u"directory ldap.example.com:636 tls LDAPAccountHostName"_s);
    row("LDAP by port", "com.apple.ldap.account", text("LDAPAccountHostName", "ldap.example.com:389"),
        u"directory ldap.example.com:389 ldap LDAPAccountHostName"_s);
    row("CalDAV", "com.apple.caldav.account",
        text("CalDAVHostName", "dav.example.com") + number("CalDAVPort", 8443),
        u"caldav dav.example.com:8443 tls CalDAVHostName"_s);
    row("CardDAV", "com.apple.carddav.account",
        text("CardDAVHostName", "dav.example.com") + flag("CardDAVUseSSL", "false"),
        u"carddav dav.example.com:80 clear CardDAVHostName"_s);
    row("a calendar", "com.apple.subscribedcalendar.account",
        text("SubCalAccountHostName", "webcals://cal.example.com/all.ics"),
        u"calendar cal.example.com:443 tls SubCalAccountHostName"_s);
    row("a web clip", "com.apple.webClip.managed", text("URL", "https://user:pw@www.example.com/x?y#z"),
        u"web-clip www.example.com:443 tls URL"_s);
    row("a web clip of an app", "com.apple.webClip.managed", text("URL", "tel:+49"), {});
    row("relays", "com.apple.relay.managed",
        entry("Relays", u"<array><dict>%1%2</dict></array>"_s.arg(
                            text("HTTP3RelayURL", "https://relay.example.com/"),
                            text("HTTP2RelayURL", "https://relay.example.com:8443/"))),
        u"relay relay.example.com:443 clear Relays[0].HTTP3RelayURL\n"
        "relay relay.example.com:8443 tls Relays[0].HTTP2RelayURL"_s);
    row("DNS over TLS", "com.apple.dnsSettings.managed",
        dict("DNSSettings", text("ServerName", "dns.example.com")),
        u"dns dns.example.com:853 tls DNSSettings.ServerName"_s);
    row("an impossible port", "com.apple.caldav.account",
        text("CalDAVHostName", "dav.example.com") + number("CalDAVPort", 99999),
        u"caldav dav.example.com:443 tls CalDAVHostName"_s);
    row("nothing", "com.apple.security.root", text("URL", "https://www.example.com"), {});
}

void Servers::areFound()
{
    QFETCH(const QString, type);
    QFETCH(const QString, keys);
    QFETCH(const QString, expected);
    const plist::Document document = profileWith(type, keys);
    const profile::Profile profile(document.root());
    QStringList lines;
    for (const NamedServer& server : profile::findServers(profile)) {
        lines << line(server);
        QVERIFY(!server.payloadTitle.isEmpty());
    }
    QCOMPARE(lines.join(u'\n'), expected);
}

void Servers::anEnrolmentRequestNamesOne()
{
    const auto document = plist::Document::read(
        "<plist version=\"1.0\"><dict><key>PayloadType</key><string>Profile Service</string>"
        "<key>PayloadContent</key><dict><key>URL</key>"
        "<string>https://ota.example.com/profile</string></dict></dict></plist>");
    QVERIFY(document);
    const auto servers = profile::findServers(profile::Profile(document->root()));
    QCOMPARE(servers.size(), 1U);
    QCOMPARE(line(servers.front()), u"profile-service ota.example.com:443 tls PayloadContent.URL"_s);
}

void Servers::ofAllPayloadsInOrder()
{
    const auto document = plist::Document::read(
        "<plist version=\"1.0\"><dict><key>PayloadType</key><string>Configuration</string>"
        "<key>PayloadContent</key><array>"
        "<dict><key>PayloadType</key><string>com.apple.webClip.managed</string>"
        "<key>URL</key><string>http://a.example.com</string></dict>"
        "<dict><key>PayloadType</key><string>com.apple.mdm</string>"
        "<key>ServerURL</key><string>https://b.example.com</string></dict>"
        "</array></dict></plist>");
    QVERIFY(document);
    const auto servers = profile::findServers(profile::Profile(document->root()));
    QCOMPARE(servers.size(), 2U);
    QCOMPARE(servers[0].path.toString(), u"PayloadContent[0].URL"_s);
    QCOMPARE(servers[1].path.toString(), u"PayloadContent[1].ServerURL"_s);
    QVERIFY(servers[0].payloadTitle != servers[1].payloadTitle);
}

QTEST_GUILESS_MAIN(Servers)
#include "tst_servers.moc"
