// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <openssl/ssl.h>

#include <memory>
#include <optional>

namespace scep_server {

/// A connection that was accepted; with a context, TLS is spoken on it.
class Stream
{
public:
    explicit Stream(int descriptor);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// The server's side of the handshake; false when the client did not like it.
    [[nodiscard]] bool acceptTls(SSL_CTX* context);
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// What comes next; empty at the end.
    QByteArray receive();
    void send(const QByteArray& bytes);
    void waitUntilClosed();

private:
    int m_descriptor;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_ssl{nullptr, SSL_free};
};

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct HttpRequest
{
    QByteArray method;
    QByteArray path;
    /// As it came, not decoded.
    QByteArray query;
    Headers headers;
    QByteArray body;

    /// Of the query, percent-decoding undone; nothing when it is not there.
    [[nodiscard]] std::optional<QByteArray> parameter(const QByteArray& name) const;
    [[nodiscard]] std::optional<QByteArray> rawParameter(const QByteArray& name) const;
};

struct HttpReply
{
    int status = 200;
    /// Empty: there is no Content-Type.
    QByteArray contentType = {};
    QByteArray body = {};
    Headers more = {};
    /// Whether the body goes out in pieces, with pauses between them.
    bool isSlow = false;
};

/// One request, or nothing when what comes is none.
[[nodiscard]] std::optional<HttpRequest> receiveRequest(Stream& stream);
void sendReply(Stream& stream, const HttpReply& reply);

}  // namespace scep_server
