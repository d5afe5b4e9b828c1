// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp_sockets.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <algorithm>

namespace delivery {

namespace {

#ifdef Q_OS_WIN
constexpr int reading = SD_RECEIVE;
constexpr int everything = SD_BOTH;
#else
constexpr int reading = SHUT_RD;
constexpr int everything = SHUT_RDWR;
#endif

}  // namespace

curl_socket_t SmtpSockets::open(const curl_sockaddr& address)
{
    const curl_socket_t socket = ::socket(address.family, address.socktype, address.protocol);
    const std::lock_guard lock(m_mutex);
    if (socket != CURL_SOCKET_BAD)
        m_open.push_back(socket);
    return socket;
}

int SmtpSockets::close(curl_socket_t socket)
{
    const std::lock_guard lock(m_mutex);
    m_open.erase(std::remove(m_open.begin(), m_open.end(), socket), m_open.end());
#ifdef Q_OS_WIN
    return ::closesocket(socket);
#else
    return ::close(socket);
#endif
}

void SmtpSockets::endReading() { shutDown(reading); }

void SmtpSockets::endAll() { shutDown(everything); }

void SmtpSockets::shutDown(int how)
{
    const std::lock_guard lock(m_mutex);
    for (const curl_socket_t socket : m_open)
        ::shutdown(socket, how);
}

}  // namespace delivery
