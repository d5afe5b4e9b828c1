// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp_account.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

constexpr int implicitPort = 465;    // RFC 8314 §7.3
constexpr int submissionPort = 587;  // RFC 6409 §3.1

base::Error invalid(const QString& message, const QString& hint = {})
{
    return {base::Error::Code::InvalidInput, message, {}, hint};
}

}  // namespace

base::Result<SmtpServer> SmtpServer::fromUrl(const QString& url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    // The address is not repeated here: a password may stand in it.
    if (!parsed.password().isEmpty())
        return invalid(
            QCoreApplication::translate("delivery", "An address that holds a password is not used"),
            QCoreApplication::translate("delivery", "Take out what stands between the colon and the @"));
    const QString shown = parsed.isValid() ? parsed.toString(QUrl::RemovePassword) : QString();
    const bool isImplicit = parsed.scheme() == u"smtps";
    if (!parsed.isValid() || parsed.host().isEmpty() || (!isImplicit && parsed.scheme() != u"smtp"))
        return invalid(
            QCoreApplication::translate("delivery", "This is no address of a mail server"),
            QCoreApplication::translate(
                "delivery", "It looks like smtps://mail.example.com or smtp://mail.example.com:587"));
    if ((!parsed.path().isEmpty() && parsed.path() != u"/") || parsed.hasQuery() || parsed.hasFragment())
        return invalid(
            QCoreApplication::translate("delivery", "%1 has more behind the host than a port").arg(shown));
    const int port = parsed.port(isImplicit ? implicitPort : submissionPort);
    if (port == 0)
        return invalid(QCoreApplication::translate("delivery", "%1 has no port that exists").arg(shown));
    SmtpServer server;
    server.host = parsed.host(QUrl::FullyEncoded).toLatin1();
    server.port = static_cast<quint16>(port);
    server.encryption = isImplicit ? Encryption::Implicit : Encryption::StartTls;
    server.user = parsed.userName(QUrl::FullyDecoded);
    return server;
}

QString SmtpServer::toString() const
{
    const QString name = QString::fromLatin1(host);
    return (name.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(name).arg(port);
}

}  // namespace delivery
