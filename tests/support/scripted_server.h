// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <functional>
#include <memory>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace test {

/// One accepted connection in the hands of a script; reading ends when the client closes.
class Connection
{
public:
    explicit Connection(int descriptor) : m_descriptor(descriptor) {}
    ~Connection() { ::close(m_descriptor); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    void send(const QByteArray& bytes)
    {
        (void)::send(m_descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    /// What comes next; empty when nothing does any more.
    QByteArray receive() { return receive(0); }
    /// The same, left to be read again.
    QByteArray peek() { return receive(MSG_PEEK); }
    void waitUntilClosed()
    {
        while (!receive().isEmpty())
            ;
    }

private:
    QByteArray receive(int flags)
    {
        QByteArray bytes(16 * 1024, Qt::Uninitialized);
        const auto count = ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), flags);
        return bytes.left(count > 0 ? count : 0);
    }

    int m_descriptor;
};

/// A server on a free port of the loopback that does to each connection, one after the other, what a script
/// says.
class ScriptedServer
{
public:
    using Script = std::function<void(Connection&)>;

    explicit ScriptedServer(Script script) : m_listener(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0
            || ::listen(m_listener, 32) != 0
            || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            qFatal("no port is free");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this, script = std::move(script)] { serve(script); });
    }
    ~ScriptedServer()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    void serve(const Script& script) const
    {
        // OpenSSL writes to what the client has closed.
        sigset_t broken;
        sigemptyset(&broken);
        sigaddset(&broken, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &broken, nullptr);
        for (int accepted = ::accept(m_listener, nullptr, nullptr); accepted >= 0;
             accepted = ::accept(m_listener, nullptr, nullptr)) {
            Connection connection(accepted);
            script(connection);
        }
    }

    int m_listener;
    quint16 m_port = 0;
    std::thread m_thread;
};

/// The server's side of one handshake on what is left of a connection.
inline void acceptTls(Connection& connection, const QString& certificate, const QString& key)
{
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                    SSL_CTX_free);
    if (SSL_CTX_use_certificate_chain_file(context.get(), qPrintable(certificate)) != 1
        || SSL_CTX_use_PrivateKey_file(context.get(), qPrintable(key), SSL_FILETYPE_PEM) != 1)
        qFatal("%s or its key cannot be used", qPrintable(certificate));
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    SSL_set_fd(ssl.get(), connection.descriptor());
    (void)SSL_accept(ssl.get());
    ERR_clear_error();
    connection.waitUntilClosed();
}

}  // namespace test
