// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <stop_token>
#include <vector>

namespace http {

struct Header
{
    QByteArray name;
    QByteArray value;
};

/// Whether a redirect is followed or is the answer.
enum class Redirects { Follow, Tell };

/// What a server that asks who is there is told: for NTLM, Negotiate and Basic.
struct Credentials
{
    QString user;  ///< "DOMAIN\\name", "name@domain" or "name"
    base::Secret password;
};

struct Request
{
    QUrl url;
    QByteArray method = "GET";
    QByteArray body = {};
    std::vector<Header> headers = {};
    std::chrono::milliseconds timeout{30'000};  ///< of everything together
    /// Of a while in which not one byte comes or goes, which then is the timeout proper: whoever runs out of
    /// `timeout` was answering still. Nothing: as long as `timeout`.
    std::optional<std::chrono::milliseconds> silence = {};
    qint64 maxBytes = qint64{2} * 1024 * 1024;  ///< of the body; a longer one is an error
    Redirects redirects = Redirects::Follow;    ///< never from https to http, at most five
    /// Told to the host of `url` alone, and once; null: to nobody. Outlives the request.
    const Credentials* credentials = nullptr;
    std::vector<QByteArray> roots = {};  ///< DER; trusted beside those of this computer
};

/// Why there is no reply.
enum class Failure {
    None,
    BadAddress,    ///< nothing was sent
    HostNotFound,  ///< the name does not resolve
    Refused,       ///< nobody listens there
    Closed,        ///< the other side hung up, or answered with what is no HTTP
    Timeout,
    TooSlow,       ///< answers, but not within the time of everything together
    TlsHandshake,  ///< no common protocol, or a handshake that broke
    TlsUntrusted,  ///< the server's certificate
    TlsExpired,    ///< the server's certificate, and nothing else is wrong with it
    Redirects,     ///< too many
    Downgrade,     ///< a redirect from https to plain HTTP
    Proxy,
    TooLong,  ///< more than maxBytes
    Offline,
    Cancelled,
    Other,
};

/// What came back; any status is an answer.
struct Reply
{
    int status = 0;
    std::vector<Header> headers;  ///< in the order of the server
    QByteArray body;
    QUrl url;                     ///< the one that answered in the end
    std::vector<QUrl> redirects;  ///< the addresses on the way there

    /// The first header of that name in any case; empty when there is none.
    [[nodiscard]] QByteArray header(const QByteArray& name) const;
};

/// A reply, or why there is none: to branch on and to read.
class Answer : public base::Result<Reply>
{
public:
    Answer(Reply reply) : Result(std::move(reply)) {}
    Answer(Failure failure, base::Error error, std::optional<Reply> begun = {})
        : Result(std::move(error))
        , m_failure(failure)
        , m_begun(std::move(begun))
    {}

    [[nodiscard]] Failure failure() const { return m_failure; }
    /// Of one that is too long: everything but the body, of which Request::maxBytes are there.
    [[nodiscard]] const std::optional<Reply>& begun() const { return m_begun; }

private:
    Failure m_failure = Failure::None;
    std::optional<Reply> m_begun;
};

/// "host:port" of a URL, IPv6 in brackets; the port also where it is that of the scheme.
[[nodiscard]] QString hostAndPort(const QUrl& url);

/// Something that carries requests: the network, or a test.
class Transport
{
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// Sends one request and waits for the whole answer. Network: no answer, or none that is HTTP;
    /// InvalidInput: an address that cannot be asked or a body beyond the limit; Cancelled: `stop` was
    /// requested. Never called on the thread of a window.
    [[nodiscard]] virtual Answer send(const Request& request, const std::stop_token& stop) = 0;
};

}  // namespace http
