// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transport.h"

#include <algorithm>

namespace http {

QByteArray Reply::header(const QByteArray& name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&name](const Header& header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->value;
}

QString hostAndPort(const QUrl& url)
{
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return host + u':'
           + QString::number(url.port(url.scheme() == QStringLiteral("https") ? httpsPort : httpPort));
}

}  // namespace http
