// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/certificate.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <vector>

namespace delivery {

/// Where a mail server listens.
struct SmtpServer
{
    /// How the connection is protected.
    enum class Encryption {
        Implicit,  ///< TLS from the first byte (RFC 8314 §3.3)
        StartTls,  ///< STARTTLS (RFC 3207), or nothing is sent
    };

    QByteArray host;  ///< a name, international ones as punycode, or an address
    quint16 port = 0;
    Encryption encryption = Encryption::StartTls;
    QString user;  ///< of the address, empty when it names none

    /// `smtps://mail.example.com` (port 465) or `smtp://anna@mail.example.com:587`. InvalidInput: another
    /// scheme, a path, or a password, which would stand in histories and logs.
    [[nodiscard]] static base::Result<SmtpServer> fromUrl(const QString& url);
    /// "mail.example.com:587"
    [[nodiscard]] QString toString() const;
};

/// A server and how to be let in there.
struct SmtpAccount
{
    /// What `secret` is.
    enum class Proof {
        Password,  ///< the strongest mechanism both sides know, PLAIN and LOGIN among them
        Token,     ///< OAuth 2.0: XOAUTH2 or OAUTHBEARER (RFC 7628)
    };
    /// What to do where the server offers no STARTTLS.
    enum class Clear {
        Refused,
        Allowed,  ///< the person insists: letter and password cross the network readable
    };

    SmtpServer server;
    QString user;  ///< empty: without signing in
    base::Secret secret;
    Proof proof = Proof::Password;
    Clear clear = Clear::Refused;
    std::vector<x509::Certificate> roots;  ///< trusted beside this computer's
    std::chrono::seconds timeout{60};      ///< for connecting, for each answer, and without progress
    /// For the answer to the whole message: giving up then leaves open what became of it (RFC 5321
    /// §4.5.3.2.6).
    std::chrono::seconds lastTimeout{600};
};

}  // namespace delivery
