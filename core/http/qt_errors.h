// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

namespace http {

/// What an error of Qt is called here; `tlsErrors` are what it found wrong with the server's certificate.
[[nodiscard]] Failure failureOf(QNetworkReply::NetworkError error, const QList<QSslError>& tlsErrors);

/// Whether a request that got this status has no answer all the same: its connection broke, or the body is
/// not encoded as it says. Qt calls a status of 400 and above an error as well, which it is not.
[[nodiscard]] bool isBroken(QNetworkReply::NetworkError error, int status);

}  // namespace http
