// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/fetch.h"

#include <QCoreApplication>

namespace ndes {

using namespace Qt::Literals::StringLiterals;
using Code = base::Error::Code;

namespace {

base::Error denied(const http::Credentials* credentials, const QString& host)
{
    if (!credentials)
        return {Code::Denied,
                QCoreApplication::translate("ndes", "%1 asks who is there (401)").arg(host),
                {},
                QCoreApplication::translate("ndes", "Name an account as DOMAIN\\name")};
    const bool hasDomain = credentials->user.contains(u'\\') || credentials->user.contains(u'@');
    return {Code::Denied,
            QCoreApplication::translate("ndes", "%1 does not take the name and password of %2 (401)")
                .arg(host, credentials->user),
            {},
            hasDomain ? QCoreApplication::translate(
                "ndes", "Check the password, and that the site still offers NTLM or Negotiate. Too many "
                        "attempts lock the account")
                      : QCoreApplication::translate("ndes", "Write the name with its domain: DOMAIN\\%1")
                            .arg(credentials->user)};
}

/// Whether a server takes tickets of Kerberos and nothing else.
bool wantsNegotiateAlone(const http::Reply& reply)
{
    bool wantsNegotiate = false;
    for (const http::Header& header : reply.headers) {
        if (header.name.compare("WWW-Authenticate", Qt::CaseInsensitive) != 0)
            continue;
        const QByteArray offers = header.value.trimmed().toLower();
        if (!offers.startsWith("negotiate") || offers.contains("ntlm") || offers.contains("basic"))
            return false;
        wantsNegotiate = true;
    }
    return wantsNegotiate;
}

base::Error negotiateAlone(const QString& host)
{
    return {Code::Denied,
            QCoreApplication::translate("ndes", "%1 offers Negotiate alone, and no ticket of Kerberos is at "
                                                "hand for it (401)")
                .arg(host),
            {},
            QCoreApplication::translate("ndes", "Get one with kinit, or let the site offer NTLM as well. The "
                                                "password was not sent")};
}

base::Error redirected(const http::Reply& reply, const Addresses& addresses)
{
    const QUrl target = addresses.admin.resolved(QUrl(QString::fromUtf8(reply.header("Location"))));
    return {
        Code::Network,
        QCoreApplication::translate("ndes", "%1 sends on to %2, which was not asked")
            .arg(addresses.admin.host(), target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)),
        {},
        target.scheme() == u"https" && target.host() == addresses.admin.host()
            ? QCoreApplication::translate("ndes", "Give the address with https")
            : QCoreApplication::translate("ndes", "If that is the server, give its address")};
}

}  // namespace

base::Error statusError(int status, const Addresses& addresses, const http::Credentials* credentials)
{
    const QString host = addresses.admin.host();
    switch (status) {
    case 401: return denied(credentials, host);
    case 403:
        return {Code::Denied,
                QCoreApplication::translate("ndes", "%1 forbids it (403)").arg(host),
                {},
                QCoreApplication::translate(
                    "ndes", "The site may want https, a client certificate or another address of yours. With "
                            "the policy module of Intune 403 is right: challenges then come from Intune")};
    case 404:
        return {Code::NotFound,
                QCoreApplication::translate("ndes", "%1 has no %2 (404)").arg(host, addresses.admin.path()),
                {},
                QCoreApplication::translate(
                    "ndes", "NDES is not installed or not configured there, has its administrator's site "
                            "under another name (PasswordVDir), or IIS filters the request")};
    case 500:
        return {Code::Network,
                QCoreApplication::translate("ndes", "NDES on %1 fails (500)").arg(host),
                {},
                QCoreApplication::translate(
                    "ndes",
                    "The usual reasons: the RA certificates have expired, the account of the service is "
                    "locked or its password has expired, or IIS_IUSRS lacks the right to impersonate a "
                    "client. The Application log names it (NetworkDeviceEnrollmentService, events 2, 8 "
                    "and 10)")};
    case 503:
        return {Code::Network,
                QCoreApplication::translate("ndes", "NDES on %1 is not running (503)").arg(host),
                {},
                QCoreApplication::translate("ndes", "The application pool SCEP has stopped. Start it in IIS; "
                                                    "when it stops again, check the account it runs as")};
    default:
        return {Code::Network,
                QCoreApplication::translate("ndes", "%1 answers with the status %2").arg(host).arg(status),
                {},
                QCoreApplication::translate("ndes", "The IIS log on the server has the reason beside it")};
    }
}

Fetched fetchChallenge(http::Transport& transport,
                       const Addresses& addresses,
                       const http::Credentials* credentials,
                       const QDateTime& now,
                       const std::stop_token& stop)
{
    http::Request request{addresses.admin};
    request.credentials = credentials;
    request.redirects = http::Redirects::Tell;
    request.maxBytes = maxPageBytes;
    http::Answer answer = transport.send(request, stop);
    if (!answer)
        return {answer.error()};
    http::Reply& reply = *answer;
    constexpr int ok = 200;
    if (reply.status >= 300 && reply.status < 400)
        return {redirected(reply, addresses), reply.status};
    constexpr int unauthorized = 401;
    if (reply.status == unauthorized && credentials && wantsNegotiateAlone(reply))
        return {negotiateAlone(addresses.admin.host()), reply.status};
    if (reply.status != ok)
        return {statusError(reply.status, addresses, credentials), reply.status};
    ChallengePage page = readChallengePage(reply.body);
    reply.body.fill('\0');
    const PageKind kind = page.kind;
    if (kind != PageKind::Challenge)
        return {toError(page), reply.status, kind};
    return {Challenge::fromPage(std::move(page), now), reply.status, kind};
}

}  // namespace ndes
