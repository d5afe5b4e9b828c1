// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/line.h"

#include "core/tls/start_tls.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <netinet/in.h>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace tls {

namespace {

using Code = base::Error::Code;
using FoundHandle = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

struct Lookup
{
    int error = EAI_FAIL;
    std::vector<Address> addresses;
};

Address toAddress(const addrinfo& found)
{
    Address address;
    std::memcpy(&address.storage, found.ai_addr, found.ai_addrlen);
    address.size = found.ai_addrlen;
    std::array<char, NI_MAXHOST> text{};
    if (::getnameinfo(found.ai_addr, found.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST)
        == 0)
        address.text = QString::fromLatin1(text.data());
    return address;
}

Lookup lookUp(const QByteArray& host, int flags)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* first = nullptr;
    Lookup result;
    result.error = ::getaddrinfo(host.constData(), nullptr, &hints, &first);
    const FoundHandle list(first, &::freeaddrinfo);
    for (const addrinfo* found = first; found; found = found->ai_next)
        result.addresses.push_back(toAddress(*found));
    return result;
}

/// What the thread that asks and the one that waits share; the last of them frees it.
struct Question
{
    std::mutex mutex;
    std::condition_variable_any isAnswered;
    std::optional<Lookup> answer;
};

/// getaddrinfo() cannot be stopped, so a thread of its own is left behind with it where it takes too long.
std::optional<Lookup> lookUpPatiently(const QByteArray& host, const Patience& patience)
{
    auto question = std::make_shared<Question>();
    try {
        std::thread([question, host] {
            Lookup answer = lookUp(host, 0);
            const std::lock_guard lock(question->mutex);
            question->answer = std::move(answer);
            question->isAnswered.notify_all();
        }).detach();
    } catch (const std::system_error&) {
        return Lookup{EAI_MEMORY, {}};
    }
    std::unique_lock lock(question->mutex);
    question->isAnswered.wait_until(lock, patience.stop, patience.deadline,
                                    [&] { return question->answer.has_value(); });
    return question->answer;
}

base::Error notResolved(const QString& host, int error)
{
    const QString reason = QString::fromLocal8Bit(::gai_strerror(error));
    if (error == EAI_AGAIN)
        return {Code::Network,
                QCoreApplication::translate("tls", "The name server does not answer for %1").arg(host),
                reason, QCoreApplication::translate("tls", "Is there a network?")};
    return {Code::Network,
            QCoreApplication::translate("tls", "There is no address for the name %1").arg(host), reason,
            QCoreApplication::translate("tls", "Check how the name is written")};
}

bool isAscii(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

}  // namespace

bool isAddressLiteral(const QString& host)
{
    const QByteArray text = host.section(u'%', 0, 0).toLatin1();
    in6_addr room{};
    return ::inet_pton(AF_INET, text.constData(), &room) == 1
           || ::inet_pton(AF_INET6, text.constData(), &room) == 1;
}

QByteArray asciiName(const QString& host)
{
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    // toAce() refuses underscores, which names in use have; what is ASCII needs no help from it.
    const QByteArray ace = isAscii(name) ? name.toLatin1().toLower() : QUrl::toAce(name);
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    const bool isName = !ace.isEmpty() && ace.size() <= 253 && !ace.startsWith('.') && !ace.contains("..")
                        && std::all_of(ace.begin(), ace.end(), isAllowed);
    return isName ? ace : QByteArray();
}

base::Result<std::vector<Address>> resolve(const QString& host, const Patience& patience)
{
    if (isAddressLiteral(host)) {
        Lookup literal = lookUp(host.toLatin1(), AI_NUMERICHOST);
        if (literal.error == 0)
            return std::move(literal.addresses);
    }
    const QByteArray name = asciiName(host);
    if (name.isEmpty())
        return base::Error{Code::InvalidInput,
                           QCoreApplication::translate("tls", "“%1” cannot be the name of a host").arg(host)};
    std::optional<Lookup> found = lookUpPatiently(name, patience);
    if (patience.stop.stop_requested())
        return cancelled();
    if (!found || found->error != 0 || found->addresses.empty())
        return notResolved(host, found ? found->error : EAI_AGAIN);
    return std::move(found->addresses);
}

base::Result<Line> Line::find(const Endpoint& endpoint, const ProbeOptions& options, const Patience& total)
{
    auto addresses = resolve(endpoint.host, total.within(options.connectTimeout));
    if (!addresses)
        return addresses.error();
    return Line(endpoint, options, total, *std::move(addresses));
}

Line::Line(Endpoint endpoint, const ProbeOptions& options, Patience total, std::vector<Address> addresses)
    : m_endpoint(std::move(endpoint))
    , m_total(std::move(total))
    , m_connectTimeout(options.connectTimeout)
    , m_handshakeTimeout(options.handshakeTimeout)
    , m_addresses(std::move(addresses))
{}

QString Line::address() const { return m_hasAnswered ? m_addresses.front().text : QString(); }

QByteArray Line::serverName() const
{
    const QString& name = m_endpoint.serverName.isEmpty() ? m_endpoint.host : m_endpoint.serverName;
    return isAddressLiteral(name) ? QByteArray() : asciiName(name);
}

base::Result<Socket> Line::connect()
{
    std::optional<base::Error> first;
    for (const Address& address : m_addresses) {
        auto socket = Socket::connect(address, m_endpoint.port, m_total.within(m_connectTimeout));
        if (socket) {
            m_addresses = {Address(address)};
            m_hasAnswered = true;
            return socket;
        }
        if (socket.error().code == Code::Cancelled)
            return socket;
        if (!first)
            first = socket.error();
    }
    return *first;
}

base::Result<Socket> Line::open()
{
    auto socket = connect();
    if (!socket || m_endpoint.startTls == StartTls::None)
        return socket;
    if (auto started = startTls(*socket, m_endpoint.startTls, forHandshake()); !started)
        return started.error();
    return socket;
}

}  // namespace tls
