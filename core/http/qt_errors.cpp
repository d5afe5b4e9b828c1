// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/qt_errors.h"

#include <algorithm>

namespace http {

Failure failureOf(QNetworkReply::NetworkError error, const QList<QSslError>& tlsErrors)
{
    if (!tlsErrors.isEmpty())
        return std::all_of(tlsErrors.begin(), tlsErrors.end(),
                           [](const QSslError& one) { return one.error() == QSslError::CertificateExpired; })
                   ? Failure::TlsExpired
                   : Failure::TlsUntrusted;
    switch (error) {
    case QNetworkReply::HostNotFoundError: return Failure::HostNotFound;
    case QNetworkReply::ConnectionRefusedError: return Failure::Refused;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::UnknownContentError:
    case QNetworkReply::ProtocolFailure: return Failure::Closed;
    case QNetworkReply::TimeoutError: return Failure::Timeout;
    case QNetworkReply::SslHandshakeFailedError: return Failure::TlsHandshake;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError: return Failure::Proxy;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError: return Failure::Offline;
    default: return Failure::Other;
    }
}

bool isBroken(QNetworkReply::NetworkError error, int status)
{
    constexpr int firstRefusal = 400;
    // Behind 307 and 308 Qt rewinds the body at once, whoever follows.
    return error != QNetworkReply::NoError && error != QNetworkReply::ContentReSendError
           && (error < QNetworkReply::ContentAccessDenied || status < firstRefusal);
}

}  // namespace http
