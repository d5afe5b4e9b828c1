// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/share_socket.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Code = base::Error::Code;

struct Address
{
    sockaddr_storage storage = {};
    socklen_t size = 0;

    [[nodiscard]] sockaddr* generic() { return reinterpret_cast<sockaddr*>(&storage); }
};

std::optional<Address> addressOf(const QString& literal, quint16 port)
{
    const QByteArray text = literal.toLatin1();
    Address address;
    sockaddr_in four = {};
    sockaddr_in6 six = {};
    if (::inet_pton(AF_INET, text.constData(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        four.sin_port = htons(port);
        std::memcpy(&address.storage, &four, sizeof four);
        address.size = sizeof four;
        return address;
    }
    if (::inet_pton(AF_INET6, text.constData(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(port);
        std::memcpy(&address.storage, &six, sizeof six);
        address.size = sizeof six;
        return address;
    }
    return {};
}

base::Error refused(const QString& address, quint16 port, int error)
{
    const QString reason = qt_error_string(error);
    if (error == EADDRINUSE)
        return {Code::Network,
                QCoreApplication::translate("delivery", "Port %1 of %2 is taken by another program")
                    .arg(QString::number(port), address),
                reason, QCoreApplication::translate("delivery", "Leave the port out to get a free one")};
    if (error == EACCES)
        return {Code::Denied,
                QCoreApplication::translate("delivery", "Port %1 may not be used by this program").arg(port),
                reason, QCoreApplication::translate("delivery", "Take a port above 1023, or leave it out")};
    return {Code::Network,
            QCoreApplication::translate("delivery", "%1 cannot be listened on: %2").arg(address, reason),
            reason};
}

/// How many bytes the other side's system has not acknowledged.
int unacknowledged(int descriptor)
{
    int count = 0;
#ifdef Q_OS_LINUX
    if (::ioctl(descriptor, SIOCOUTQ, &count) != 0)
        return 0;
#endif
    return count;
}

/// Whether the connection is no more; of one that ended before all was acknowledged, the other side has reset
/// it. The error that says so comes once, and a library that shares the descriptor may have had it.
bool isGone(int descriptor)
{
#ifdef Q_OS_LINUX
    tcp_info info = {};
    socklen_t size = sizeof info;
    return ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE;
#else
    Q_UNUSED(descriptor)
    return false;
#endif
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_descriptor = other.release();
    }
    return *this;
}

Descriptor::~Descriptor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

int Descriptor::release() { return std::exchange(m_descriptor, -1); }

base::Result<Listening> listenOn(const QString& address, quint16 port)
{
    auto own = addressOf(address, port);
    if (!own)
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("delivery", "%1 is no IP address").arg(address)};
    Descriptor socket(::socket(own->storage.ss_family, SOCK_STREAM, 0));
    if (socket.get() < 0 || ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC) != 0
        || ::fcntl(socket.get(), F_SETFL, O_NONBLOCK) != 0)
        return refused(address, port, errno);
    // A port that was shared a minute ago can be taken again.
    const int yes = 1;
    static_cast<void>(::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes));
    if (::bind(socket.get(), own->generic(), own->size) != 0 || ::listen(socket.get(), SOMAXCONN) != 0)
        return refused(address, port, errno);
    Address bound;
    bound.size = sizeof bound.storage;
    if (::getsockname(socket.get(), bound.generic(), &bound.size) != 0)
        return refused(address, port, errno);
    // The port stands at the same place in both families.
    sockaddr_in head = {};
    std::memcpy(&head, &bound.storage, sizeof head);
    return Listening{std::move(socket), ntohs(head.sin_port)};
}

QString literalOf(const sockaddr* address)
{
    return address == nullptr ? QString() : QHostAddress(address).toString();
}

void cutOff(int descriptor) { ::shutdown(descriptor, SHUT_RDWR); }

Acknowledgement acknowledgementOf(int descriptor)
{
    Acknowledgement result;
    std::array<char, 4096> heard{};
    while (true) {
        const auto count = ::recv(descriptor, heard.data(), heard.size(), MSG_DONTWAIT);
        const int error = errno;
        if (count > 0) {
            result.hasSpoken = true;
            continue;
        }
        if (count < 0 && error == EINTR)
            continue;
        result.isAcknowledged = unacknowledged(descriptor) == 0;
        if (count == 0 && result.isAcknowledged)
            result.receipt = Receipt::Held;
        else if (count == 0 ? isGone(descriptor) : error != EAGAIN)
            result.receipt = Receipt::Broken;
        return result;
    }
}

}  // namespace delivery
