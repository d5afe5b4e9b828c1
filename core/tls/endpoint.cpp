// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/line.h"
#include "core/tls/probe.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

base::Error invalid(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

base::Error noHost()
{
    return invalid(QCoreApplication::translate("tls", "No host is named"),
                   QCoreApplication::translate("tls", "Write example.org, example.org:8443 or [::1]:8443"));
}

base::Result<quint16> portOf(const QString& text)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber || !isPlain || port < 1 || port > 65'535)
        return invalid(
            QCoreApplication::translate("tls", "“%1” is no port: they go from 1 to 65535").arg(text));
    return static_cast<quint16>(port);
}

base::Result<Endpoint> endpointOf(const QString& host, const std::optional<QString>& port)
{
    if (host.isEmpty())
        return noHost();
    if (!isAddressLiteral(host) && asciiName(host).isEmpty())
        return invalid(QCoreApplication::translate("tls", "“%1” cannot be the name of a host").arg(host));
    Endpoint endpoint{host};
    if (!port)
        return endpoint;
    const auto number = portOf(*port);
    if (!number)
        return number.error();
    endpoint.port = *number;
    return endpoint;
}

/// "[::1]" and "[::1]:443".
base::Result<Endpoint> fromBrackets(const QString& text)
{
    const qsizetype end = text.indexOf(u']');
    const QString host = text.mid(1, end - 1);
    const QString rest = end < 0 ? QString() : text.sliced(end + 1);
    if (end < 0 || !host.contains(u':') || !isAddressLiteral(host)
        || (!rest.isEmpty() && rest.front() != u':'))
        return invalid(QCoreApplication::translate("tls", "“%1” is no IPv6 address in brackets").arg(text),
                       QCoreApplication::translate("tls", "Write [2001:db8::1] or [2001:db8::1]:8443"));
    return rest.isEmpty() ? endpointOf(host, {}) : endpointOf(host, rest.sliced(1));
}

base::Result<Endpoint> fromAuthority(const QString& text)
{
    if (text.startsWith(u'['))
        return fromBrackets(text);
    if (text.count(u':') <= 1) {
        const qsizetype colon = text.indexOf(u':');
        return colon < 0 ? endpointOf(text, {}) : endpointOf(text.first(colon), text.sliced(colon + 1));
    }
    if (isAddressLiteral(text))
        return endpointOf(text, {});
    return invalid(
        QCoreApplication::translate("tls", "“%1” is neither a host nor a host with a port").arg(text),
        QCoreApplication::translate("tls", "An IPv6 address with a port needs brackets: [::1]:8443"));
}

base::Result<Endpoint> fromUrl(const QString& text)
{
    // QUrl would take an empty port for none, and say nothing of why another one is bad.
    const qsizetype start = text.indexOf("://"_L1) + 3;
    if (text.first(start).compare("https://"_L1, Qt::CaseInsensitive) != 0)
        return invalid(QCoreApplication::translate("tls", "“%1” is no https address").arg(text),
                       QCoreApplication::translate("tls", "Write the host and its port"));
    const auto isEnd = [](QChar c) {
        return c == u'/' || c == u'?' || c == u'#';
    };
    const auto end = std::find_if(text.begin() + start, text.end(), isEnd);
    const QString authority = text.sliced(start, end - text.begin() - start);
    return fromAuthority(authority.sliced(authority.lastIndexOf(u'@') + 1));
}

}  // namespace

QString startTlsName(StartTls how)
{
    switch (how) {
    case StartTls::None: return QStringLiteral("none");
    case StartTls::Smtp: return QStringLiteral("smtp");
    case StartTls::Imap: return QStringLiteral("imap");
    case StartTls::Pop3: return QStringLiteral("pop3");
    case StartTls::Ldap: return QStringLiteral("ldap");
    }
    Q_UNREACHABLE();
}

base::Result<StartTls> startTlsFromString(const QString& name)
{
    QStringList known;
    for (const StartTls how :
         {StartTls::None, StartTls::Smtp, StartTls::Imap, StartTls::Pop3, StartTls::Ldap}) {
        if (startTlsName(how) == name)
            return how;
        known << startTlsName(how);
    }
    return base::Error{base::Error::Code::InvalidInput,
                       QCoreApplication::translate("tls", "TLS does not begin within “%1”").arg(name),
                       {},
                       known.join(QStringLiteral(", "))};
}

base::Result<Endpoint> Endpoint::fromString(const QString& text)
{
    const QString trimmed = text.trimmed();
    return trimmed.contains("://"_L1) ? fromUrl(trimmed) : fromAuthority(trimmed);
}

QString Endpoint::toString() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host, QString::number(port));
}

}  // namespace tls
