// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/socket.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

using namespace std::chrono_literals;
using Code = base::Error::Code;

/// A stop is seen after this at the latest.
constexpr std::chrono::milliseconds slice = 50ms;

Traffic await(int descriptor, short events, const Patience& patience)
{
    while (true) {
        if (patience.stop.stop_requested())
            return Traffic::Cancelled;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(patience.deadline - Clock::now());
        if (left <= 0ms)
            return Traffic::TimedOut;
        pollfd waiting{descriptor, events, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, slice).count()));
        if (ready > 0)
            return Traffic::Done;
        if (ready < 0 && errno != EINTR)
            return Traffic::Closed;
    }
}

bool isForLater(int error) { return error == EAGAIN || error == EINTR; }

base::Error unreachable(const QString& address, quint16 port, int error)
{
    const auto text = [&](const QString& sentence) {
        return sentence.arg(address, QString::number(port));
    };
    const QString reason = QString::fromStdString(std::generic_category().message(error));
    if (error == ECONNREFUSED)
        return {Code::Network, text(QCoreApplication::translate("tls", "%1 refuses connections to port %2")),
                reason,
                QCoreApplication::translate("tls", "Is the server running, and is this the right port?")};
    if (error == ETIMEDOUT)
        return {Code::Network,
                text(QCoreApplication::translate("tls", "%1 does not answer on port %2: the time is up")),
                reason,
                QCoreApplication::translate("tls", "Often a firewall drops what it does not let through")};
    if (error == ENETUNREACH || error == EHOSTUNREACH)
        return {Code::Network, QCoreApplication::translate("tls", "There is no way to %1").arg(address),
                reason};
    return {Code::Network,
            text(QCoreApplication::translate("tls", "Connecting to %1, port %2, failed: %3")).arg(reason)};
}

sockaddr_storage withPort(const Address& address, quint16 port)
{
    sockaddr_storage storage = address.storage;
    if (storage.ss_family == AF_INET6)
        reinterpret_cast<sockaddr_in6&>(storage).sin6_port = htons(port);
    else
        reinterpret_cast<sockaddr_in&>(storage).sin_port = htons(port);
    return storage;
}

/// What the kernel says of a connection in the making, once it is decided.
int errorOf(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof(error);
    return ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

int openSocket(int family)
{
    const int descriptor = ::socket(family, SOCK_STREAM, IPPROTO_TCP);
    if (descriptor < 0)
        return -1;
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
#ifdef SO_NOSIGPIPE
    ::setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof(on));
#endif
    return descriptor;
}

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0;
#endif

}  // namespace

base::Error cancelled() { return {Code::Cancelled, QCoreApplication::translate("tls", "Stopped")}; }

base::Result<Socket> Socket::connect(const Address& address, quint16 port, const Patience& patience)
{
    Socket socket(openSocket(address.storage.ss_family));
    if (socket.m_descriptor < 0)
        return unreachable(address.text, port, errno);
    const sockaddr_storage target = withPort(address, port);
    if (::connect(socket.m_descriptor, reinterpret_cast<const sockaddr*>(&target), address.size) == 0)
        return socket;
    if (errno != EINPROGRESS && errno != EINTR)
        return unreachable(address.text, port, errno);
    switch (await(socket.m_descriptor, POLLOUT, patience)) {
    case Traffic::Cancelled: return cancelled();
    case Traffic::TimedOut: return unreachable(address.text, port, ETIMEDOUT);
    case Traffic::Closed:
    case Traffic::Done: break;
    }
    if (const int error = errorOf(socket.m_descriptor))
        return unreachable(address.text, port, error);
    return socket;
}

Socket::Socket(Socket&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

Socket::~Socket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Traffic Socket::send(QByteArrayView bytes, const Patience& patience)
{
    while (!bytes.isEmpty()) {
        const auto sent =
            ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), sendFlags);
        if (sent >= 0) {
            bytes = bytes.sliced(sent);
            continue;
        }
        if (!isForLater(errno))
            return Traffic::Closed;
        if (const Traffic state = await(m_descriptor, POLLOUT, patience); state != Traffic::Done)
            return state;
    }
    return Traffic::Done;
}

Traffic Socket::receive(QByteArray& bytes, const Patience& patience)
{
    std::array<char, 64 * 1024> room;
    while (true) {
        if (const Traffic state = await(m_descriptor, POLLIN, patience); state != Traffic::Done)
            return state;
        const auto count = ::recv(m_descriptor, room.data(), room.size(), 0);
        if (count > 0) {
            bytes.append(room.data(), count);
            return Traffic::Done;
        }
        if (count == 0 || !isForLater(errno))
            return Traffic::Closed;
    }
}

}  // namespace tls
