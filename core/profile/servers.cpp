// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/server_places.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <optional>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The type of `place` that stands for more than itself.
bool isOfType(const Payload& payload, const ServerPlace& place)
{
    if (payload.type == place.type)
        return true;
    if (place.type == u"com.apple.vpn.managed")
        return payload.type == u"com.apple.vpn.managed.applayer";
    return place.kind == ServerKind::Radius && payload.type.endsWith(u"ethernet.managed");
}

/// What a text says of a server, as far as it goes.
struct Address
{
    QString host;
    std::optional<quint16> port;
    QString scheme;  ///< lower case; empty without one
};

std::optional<Address> addressOf(const QString& text)
{
    QString whole = text.trimmed();
    const bool hasScheme = whole.contains(u"://"_s);
    const bool isBareIpv6 = !hasScheme && whole.count(u':') > 1 && !whole.startsWith(u'[');
    if (isBareIpv6)
        whole = u"[%1]"_s.arg(whole);
    const QUrl url(hasScheme ? whole : u"host://"_s + whole);
    const QString host = url.host();
    // No name has these: they are a template's.
    constexpr std::array<QChar, 8> forbidden{u'{', u'}', u'$', u'%', u' ', u'<', u'>', u'"'};
    if (host.isEmpty() || std::any_of(forbidden.begin(), forbidden.end(), [&host](QChar character) {
            return host.contains(character);
        }))
        return std::nullopt;
    Address address{host, {}, hasScheme ? url.scheme() : QString()};
    if (url.port() > 0)
        address.port = static_cast<quint16>(url.port());
    return address;
}

bool isSecure(const QString& scheme)
{
    return scheme == u"https" || scheme == u"webcals" || scheme == u"ldaps";
}

/// Whether the switch is on; a boolean or, as in older payloads, an integer.
bool isOn(const plist::Dict& dict, QStringView key, bool byDefault)
{
    if (const auto* flag = dict.get<bool>(key))
        return *flag;
    const auto* number = dict.get<std::int64_t>(key);
    return number ? *number != 0 : byDefault;
}

std::optional<quint16> portIn(const plist::Dict& dict, QStringView key)
{
    constexpr std::int64_t most = 65'535;
    const auto* number = key.isEmpty() ? nullptr : dict.get<std::int64_t>(key);
    if (!number || *number < 1 || *number > most)
        return std::nullopt;
    return static_cast<quint16>(*number);
}

/// Ports of one protocol and the words that start TLS on the one in clear.
struct Ports
{
    quint16 implicit;
    quint16 clear;
    ServerStartTls start;
};

void usePorts(NamedServer& server,
              const Ports& ports,
              bool startsByDefault,
              std::initializer_list<quint16> starting)
{
    if (server.port == 0)
        server.port = server.usesTls && !startsByDefault ? ports.implicit : ports.clear;
    if (server.usesTls && std::find(starting.begin(), starting.end(), server.port) != starting.end())
        server.startTls = ports.start;
}

void finish(NamedServer& server, const ServerPlace& place, const plist::Dict& payload)
{
    constexpr quint16 smtp = 25;
    constexpr quint16 submission = 587;
    constexpr quint16 pop3 = 110;
    constexpr quint16 imap = 143;
    constexpr quint16 ldap = 389;
    constexpr quint16 ldaps = 636;
    constexpr quint16 imaps = 993;
    constexpr quint16 pop3s = 995;
    constexpr quint16 submissions = 465;
    switch (place.form) {
    case ServerForm::IncomingMail: {
        const auto* type = payload.get<QString>(u"EmailAccountType");
        if (type && *type == u"EmailTypePOP")
            usePorts(server, {pop3s, pop3, ServerStartTls::Pop3}, false, {pop3});
        else
            usePorts(server, {imaps, imap, ServerStartTls::Imap}, false, {imap});
        break;
    }
    case ServerForm::OutgoingMail:
        usePorts(server, {submissions, submission, ServerStartTls::Smtp}, true, {smtp, submission});
        break;
    case ServerForm::Directory: usePorts(server, {ldaps, ldap, ServerStartTls::Ldap}, false, {ldap}); break;
    case ServerForm::Url:
    case ServerForm::Host:
    case ServerForm::Quic:
    case ServerForm::Ports:
    case ServerForm::Names:
        if (server.port == 0)
            server.port = server.usesTls || place.form == ServerForm::Quic ? place.tlsPort : place.clearPort;
        break;
    }
}

/// The servers of one payload.
class Finder
{
public:
    Finder(const Payload& payload, std::vector<NamedServer>& found) : m_payload(payload), m_found(found) {}
    void find(const ServerPlace& place);

private:
    void descend(const ServerPlace& place,
                 const plist::Value& value,
                 const plist::Dict& parent,
                 const QStringList& steps,
                 const plist::Path& path);
    void take(const ServerPlace& place,
              const QString& text,
              const plist::Dict& parent,
              const plist::Path& path);

    const Payload& m_payload;
    std::vector<NamedServer>& m_found;
};

void Finder::find(const ServerPlace& place)
{
    if (!place.vpnType.isEmpty() && m_payload.string(u"VPNType") != place.vpnType)
        return;
    const QStringList steps = QString(place.path).split(u'.');
    if (const plist::Value* value = m_payload.dict->find(steps.first()))
        descend(place, *value, *m_payload.dict, steps.mid(1), m_payload.path / steps.first());
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the path of a place.
void Finder::descend(const ServerPlace& place,
                     const plist::Value& value,
                     const plist::Dict& parent,
                     const QStringList& steps,
                     const plist::Path& path)
{
    if (steps.isEmpty()) {
        if (place.form == ServerForm::Names) {
            NamedServer server{
                .path = path, .kind = place.kind, .payloadTitle = payloadTitle(m_payload.type)};
            const auto* names = value.as<plist::Array>();
            for (std::size_t i = 0; names && i < names->size(); ++i) {
                if (const auto* name = (*names)[i].as<QString>())
                    server.trustedNames << *name;
            }
            if (!server.trustedNames.isEmpty())
                m_found.push_back(std::move(server));
        } else if (const auto* text = value.as<QString>()) {
            take(place, *text, parent, path);
        }
        return;
    }
    const QString& step = steps.first();
    if (step == u"[]") {
        const auto* items = value.as<plist::Array>();
        for (std::size_t i = 0; items && i < items->size(); ++i)
            descend(place, (*items)[i], parent, steps.mid(1), path / i);
        return;
    }
    const auto* dict = value.as<plist::Dict>();
    if (const plist::Value* next = dict ? dict->find(step) : nullptr)
        descend(place, *next, *dict, steps.mid(1), path / step);
}

void Finder::take(const ServerPlace& place,
                  const QString& text,
                  const plist::Dict& parent,
                  const plist::Path& path)
{
    const auto address = addressOf(text);
    if (!address
        || (address->scheme.isEmpty() && (place.form == ServerForm::Url || place.form == ServerForm::Quic)))
        return;
    NamedServer server{.path = path,
                       .host = address->host,
                       .kind = place.kind,
                       .payloadTitle = payloadTitle(m_payload.type)};
    if (place.form != ServerForm::Ports && place.form != ServerForm::Quic)
        server.usesTls = address->scheme.isEmpty() ? isOn(parent, place.tlsKey, place.isTlsByDefault)
                                                   : isSecure(address->scheme);
    server.port = address->port.value_or(portIn(parent, place.portKey).value_or(0));
    finish(server, place, *m_payload.dict);
    m_found.push_back(std::move(server));
}

}  // namespace

QString serverKindName(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Scep: return u"scep"_s;
    case ServerKind::Acme: return u"acme"_s;
    case ServerKind::Mdm: return u"mdm"_s;
    case ServerKind::ProfileService: return u"profile-service"_s;
    case ServerKind::Radius: return u"radius"_s;
    case ServerKind::Vpn: return u"vpn"_s;
    case ServerKind::Ikev2: return u"ikev2"_s;
    case ServerKind::Ipsec: return u"ipsec"_s;
    case ServerKind::L2tp: return u"l2tp"_s;
    case ServerKind::Relay: return u"relay"_s;
    case ServerKind::ContentFilter: return u"content-filter"_s;
    case ServerKind::Dns: return u"dns"_s;
    case ServerKind::Proxy: return u"proxy"_s;
    case ServerKind::Exchange: return u"exchange"_s;
    case ServerKind::IncomingMail: return u"incoming-mail"_s;
    case ServerKind::OutgoingMail: return u"outgoing-mail"_s;
    case ServerKind::Directory: return u"directory"_s;
    case ServerKind::CalDav: return u"caldav"_s;
    case ServerKind::CardDav: return u"carddav"_s;
    case ServerKind::Calendar: return u"calendar"_s;
    case ServerKind::SignIn: return u"sign-in"_s;
    case ServerKind::WebClip: return u"web-clip"_s;
    }
    Q_UNREACHABLE();
}

std::vector<NamedServer> findServers(const Profile& profile)
{
    std::vector<NamedServer> found;
    if (profile.isEnrolmentRequest()) {
        // The request is no payload, but is read like one.
        Payload request;
        request.dict = &profile.dict();
        request.type = u"Profile Service"_s;
        Finder(request, found)
            .find({u"Profile Service", "PayloadContent.URL"_L1, ServerKind::ProfileService});
    }
    for (const Payload& payload : profile.payloads()) {
        Finder finder(payload, found);
        for (const ServerPlace& place : serverPlaces()) {
            if (isOfType(payload, place))
                finder.find(place);
        }
    }
    return found;
}

}  // namespace profile
