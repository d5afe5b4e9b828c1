// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/client_hello.h"
#include "core/tls/socket.h"

#include <QByteArray>

#include <optional>

namespace tls {

/// The first thing that a server says to a ClientHello.
struct ServerAnswer
{
    enum class Kind { Hello, Retry, Alert, HungUp, TimedOut, NotTls, Cancelled };
    Kind kind = Kind::NotTls;
    Protocol protocol = Protocol::Tls12;  ///< of a Hello
    quint16 suite = 0;                    ///< of a Hello
    int alert = 0;
    QByteArray received = {};  ///< of what is not TLS
};

/// Reads a Hello, a Retry or an Alert out of what was received; nothing while more has to come.
[[nodiscard]] std::optional<ServerAnswer> readAnswer(const QByteArray& received);

/// Sends a ClientHello and waits for the answer.
[[nodiscard]] ServerAnswer ask(Socket& socket, const QByteArray& hello, const Patience& patience);

/// Why there is no ServerHello.
[[nodiscard]] base::Error refusalOf(const ServerAnswer& answer);

}  // namespace tls
