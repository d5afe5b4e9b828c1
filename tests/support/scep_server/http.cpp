// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/http.h"

#include <QByteArrayView>

#include <openssl/err.h>

#include <chrono>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace scep_server {
namespace {

constexpr qsizetype maxHeaderBytes = 262'144;
constexpr qsizetype pieceBytes = 16'384;
constexpr qsizetype maxBodyBytes = 8'388'608;

const char* phrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 500: return "Internal Server Error";
    }
    return "Other";
}

/// The line and the headers; false when they are not HTTP.
bool readHead(const QByteArray& head, HttpRequest& request)
{
    auto lines = head.split('\n');
    const auto first = lines.takeFirst().trimmed().split(' ');
    if (first.size() != 3 || !first.at(2).startsWith("HTTP/1."))
        return false;
    request.method = first.at(0);
    const auto& target = first.at(1);
    const auto mark = target.indexOf('?');
    request.path = target.left(mark);
    request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    for (const auto& line : lines) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    return true;
}

qsizetype contentLength(const HttpRequest& request)
{
    for (const auto& [name, value] : request.headers) {
        if (name.compare("Content-Length", Qt::CaseInsensitive) == 0)
            return value.toLongLong();
    }
    return 0;
}

}  // namespace

Stream::Stream(int descriptor) : m_descriptor(descriptor) {}

Stream::~Stream()
{
    if (m_ssl)
        SSL_shutdown(m_ssl.get());
    ERR_clear_error();
    ::close(m_descriptor);
}

bool Stream::acceptTls(SSL_CTX* context)
{
    m_ssl.reset(SSL_new(context));
    SSL_set_fd(m_ssl.get(), m_descriptor);
    if (SSL_accept(m_ssl.get()) == 1)
        return true;
    m_ssl.reset();
    ERR_clear_error();
    return false;
}

QByteArray Stream::receive()
{
    QByteArray bytes(pieceBytes, Qt::Uninitialized);
    const auto count =
        m_ssl ? static_cast<qsizetype>(SSL_read(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size())))
              : static_cast<qsizetype>(
                  ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0));
    return bytes.left(count > 0 ? count : 0);
}

void Stream::send(const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto left = QByteArrayView(bytes).sliced(sent);
        const auto count =
            m_ssl ? static_cast<qsizetype>(SSL_write(m_ssl.get(), left.data(), static_cast<int>(left.size())))
                  : static_cast<qsizetype>(
                      ::send(m_descriptor, left.data(), static_cast<std::size_t>(left.size()), MSG_NOSIGNAL));
        if (count <= 0)
            return;
        sent += count;
    }
}

void Stream::waitUntilClosed()
{
    while (!receive().isEmpty())
        ;
}

std::optional<QByteArray> HttpRequest::rawParameter(const QByteArray& name) const
{
    for (const auto& pair : query.split('&')) {
        const auto equals = pair.indexOf('=');
        if (pair.left(equals) == name)
            return equals < 0 ? QByteArray("") : pair.mid(equals + 1);
    }
    return std::nullopt;
}

std::optional<QByteArray> HttpRequest::parameter(const QByteArray& name) const
{
    const auto raw = rawParameter(name);
    return raw ? std::optional(QByteArray::fromPercentEncoding(*raw)) : std::nullopt;
}

std::optional<HttpRequest> receiveRequest(Stream& stream)
{
    QByteArray bytes;
    qsizetype end = -1;
    while ((end = bytes.indexOf("\r\n\r\n")) < 0) {
        const auto more = stream.receive();
        if (more.isEmpty() || bytes.size() > maxHeaderBytes)
            return std::nullopt;
        bytes += more;
    }
    HttpRequest request;
    if (!readHead(bytes.left(end), request))
        return std::nullopt;
    const auto length = contentLength(request);
    if (length < 0 || length > maxBodyBytes)
        return std::nullopt;
    request.body = bytes.mid(end + 4);
    while (request.body.size() < length) {
        const auto more = stream.receive();
        if (more.isEmpty())
            return std::nullopt;
        request.body += more;
    }
    return request;
}

void sendReply(Stream& stream, const HttpReply& reply)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " " + phrase(reply.status) + "\r\n";
    if (!reply.contentType.isEmpty())
        head += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto& [name, value] : reply.more)
        head += name + ": " + value + "\r\n";
    head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\nConnection: close\r\n\r\n";
    if (!reply.isSlow) {
        stream.send(head + reply.body);
        return;
    }
    constexpr qsizetype pieces = 8;
    constexpr std::chrono::milliseconds pause{250};
    stream.send(head);
    const qsizetype size = reply.body.size() / pieces + 1;
    for (qsizetype sent = 0; sent < reply.body.size(); sent += size) {
        std::this_thread::sleep_for(pause);
        stream.send(reply.body.mid(sent, size));
    }
}

}  // namespace scep_server
