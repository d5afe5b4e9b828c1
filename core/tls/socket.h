// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <sys/socket.h>

namespace tls {

using Clock = std::chrono::steady_clock;

/// How long to wait for a server, and who may say that it was long enough.
struct Patience
{
    Clock::time_point deadline;
    std::stop_token stop;

    /// The same, but no longer than this from now.
    [[nodiscard]] Patience within(std::chrono::milliseconds time) const
    {
        return {std::min(deadline, Clock::now() + time), stop};
    }
    [[nodiscard]] bool isOver() const { return Clock::now() >= deadline; }
};

struct Address
{
    sockaddr_storage storage = {};
    socklen_t size = 0;
    QString text;  ///< the literal
};

/// How an exchange of bytes went.
enum class Traffic { Done, Closed, TimedOut, Cancelled };

/// A TCP connection that nobody waits for longer than told. Closed with the object.
class Socket
{
public:
    /// Fails with Network, or with Cancelled.
    [[nodiscard]] static base::Result<Socket> connect(const Address& address,
                                                      quint16 port,
                                                      const Patience& patience);
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket();

    [[nodiscard]] Traffic send(QByteArrayView bytes, const Patience& patience);
    /// Waits for something and appends it to `bytes`.
    [[nodiscard]] Traffic receive(QByteArray& bytes, const Patience& patience);

private:
    explicit Socket(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

[[nodiscard]] base::Error cancelled();

}  // namespace tls
