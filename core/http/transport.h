// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QUrl>

#include <chrono>
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

struct Request
{
    QUrl url;
    QByteArray method = "GET";
    QByteArray body = {};
    std::vector<Header> headers = {};
    std::chrono::milliseconds timeout{30'000};  ///< of everything together
    qint64 maxBytes = 2 * 1024 * 1024;          ///< of the body; a longer one is an error
    Redirects redirects = Redirects::Follow;    ///< never from https to http, at most five
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
    [[nodiscard]] virtual base::Result<Reply> send(const Request& request, const std::stop_token& stop) = 0;
};

}  // namespace http
