// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/server_hello.h"

#include "core/tls/handshake.h"
#include "core/tls/refusals.h"

namespace tls {

namespace {

using Kind = ServerAnswer::Kind;

constexpr char alertRecord = 21;
constexpr char serverHello = 2;
constexpr qsizetype maxAnswer = 64 * 1024;

qsizetype number(const QByteArray& bytes, qsizetype at, int octets)
{
    qsizetype value = 0;
    for (qsizetype index = at; index < at + octets; ++index)
        value = value << 8 | static_cast<unsigned char>(bytes.at(index));
    return value;
}

Protocol protocolOf(qsizetype version)
{
    switch (version) {
    case 0x0300: return Protocol::Ssl30;
    case 0x0301: return Protocol::Tls10;
    case 0x0302: return Protocol::Tls11;
    case 0x0304: return Protocol::Tls13;
    default: return Protocol::Tls12;
    }
}

/// The version that supported_versions names (RFC 8446, 4.2.1), else the one of the hello itself.
qsizetype selectedVersion(const QByteArray& hello, qsizetype extensions)
{
    constexpr qsizetype supportedVersions = 43;
    qsizetype at = extensions + 2;
    while (at + 4 <= hello.size()) {
        const qsizetype size = number(hello, at + 2, 2);
        if (number(hello, at, 2) == supportedVersions && size == 2 && at + 6 <= hello.size())
            return number(hello, at + 4, 2);
        at += 4 + size;
    }
    return number(hello, 0, 2);
}

/// The body of a ServerHello: version, random, session id, suite, compression, extensions.
ServerAnswer readHello(const QByteArray& hello)
{
    // RFC 8446, 4.1.3: the SHA-256 of "HelloRetryRequest" in the place of the random.
    const QByteArray retry =
        QByteArray::fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
    constexpr qsizetype sessionAt = 34;
    const qsizetype suiteAt =
        hello.size() > sessionAt ? sessionAt + 1 + number(hello, sessionAt, 1) : hello.size();
    if (suiteAt + 3 > hello.size())
        return {Kind::NotTls, {}, 0, 0, hello};
    ServerAnswer answer{hello.sliced(2, 32) == retry ? Kind::Retry : Kind::Hello};
    answer.protocol = protocolOf(selectedVersion(hello, suiteAt + 3));
    answer.suite = static_cast<quint16>(number(hello, suiteAt, 2));
    return answer;
}

}  // namespace

std::optional<ServerAnswer> readAnswer(const QByteArray& received)
{
    constexpr qsizetype headerSize = 5;
    const ServerAnswer garbage{Kind::NotTls, {}, 0, 0, received.left(256)};
    QByteArray message;
    qsizetype at = 0;
    while (at < received.size()) {
        if (!looksLikeTls(QByteArrayView(received).sliced(at)))
            return garbage;
        if (received.size() - at < headerSize)
            return std::nullopt;
        const qsizetype size = number(received, at + 3, 2);
        const QByteArray content = received.mid(at + headerSize, size);
        if (received.at(at) == alertRecord) {
            if (content.size() >= 2 && content.at(0) == 2)
                return ServerAnswer{Kind::Alert, {}, 0, static_cast<unsigned char>(content.at(1))};
            // A warning, such as unrecognized_name (RFC 6066, 3), comes before the answer.
            if (content.size() < size)
                return std::nullopt;
        } else {
            message += content;
        }
        if (message.size() >= 4) {
            if (message.at(0) != serverHello)
                return garbage;
            const qsizetype length = number(message, 1, 3);
            if (message.size() >= 4 + length)
                return readHello(message.mid(4, length));
        }
        at += headerSize + size;
    }
    return received.size() > maxAnswer ? std::optional(garbage) : std::nullopt;
}

ServerAnswer ask(Socket& socket, const QByteArray& hello, const Patience& patience)
{
    QByteArray received;
    Traffic traffic = socket.send(hello, patience);
    // Who closed may have said why before.
    while (traffic == Traffic::Done || (traffic == Traffic::Closed && received.isEmpty())) {
        const bool isLast = traffic == Traffic::Closed;
        traffic = socket.receive(received, patience);
        if (auto answer = readAnswer(received))
            return *answer;
        if (isLast)
            break;
    }
    switch (traffic) {
    case Traffic::Cancelled: return {Kind::Cancelled};
    case Traffic::TimedOut: return {Kind::TimedOut};
    case Traffic::Done:
    case Traffic::Closed: break;
    }
    return {Kind::HungUp};
}

base::Error refusalOf(const ServerAnswer& answer)
{
    switch (answer.kind) {
    case Kind::Alert: return alerted(answer.alert);
    case Kind::TimedOut: return timedOut();
    case Kind::NotTls: return notTls(answer.received);
    case Kind::Cancelled: return cancelled();
    case Kind::HungUp: return hungUp();
    case Kind::Hello:
    case Kind::Retry: break;
    }
    return otherVersion();
}

}  // namespace tls
