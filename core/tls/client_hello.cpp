// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/client_hello.h"

#include <algorithm>
#include <array>

namespace tls {

namespace {

// Numbers of the registries "TLS ExtensionType Values" and "TLS Supported Groups".
enum ExtensionType : quint16 {
    ServerNameExtension = 0,
    GroupsExtension = 10,
    PointFormatsExtension = 11,
    SignaturesExtension = 13,
    PaddingExtension = 21,
    ExtendedMasterSecretExtension = 23,
    VersionsExtension = 43,
    KeyExchangeModesExtension = 45,
    KeyShareExtension = 51,
    RenegotiationExtension = 0xFF01,
};
constexpr quint16 x25519 = 0x001D;
constexpr quint16 x25519MlKem768 = 0x11EC;
constexpr std::array<quint16, 5> groups = {x25519, 0x0017, 0x0018, 0x0019, 0x001E};
constexpr std::array<quint16, 15> signatures = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805,
                                                0x0501, 0x0603, 0x0806, 0x0601, 0x0807,
                                                0x0808, 0x0809, 0x0203, 0x0201, 0x0202};
constexpr quint16 renegotiationSignal = 0x00FF;  // RFC 5746, 3.3

quint16 versionOf(Protocol protocol) { return static_cast<quint16>(0x0300 + static_cast<int>(protocol)); }

QByteArray number(qsizetype value, int octets)
{
    QByteArray bytes;
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((value >> shift) & 0xFF));
    return bytes;
}

/// A vector (RFC 8446, 3.4): its length in so many octets, then it.
QByteArray vector(const QByteArray& content, int lengthOctets)
{
    return number(content.size(), lengthOctets) + content;
}

template <class Range>
QByteArray numbers(const Range& range)
{
    QByteArray bytes;
    for (const quint16 one : range)
        bytes += number(one, 2);
    return bytes;
}

QByteArray extension(ExtensionType type, const QByteArray& content)
{
    return number(type, 2) + vector(content, 2);
}

/// RFC 6066, 3.
QByteArray serverNameExtension(const QByteArray& name)
{
    return name.isEmpty() ? QByteArray() : extension(ServerNameExtension, vector('\0' + vector(name, 2), 2));
}

QByteArray commonExtensions(const QByteArray& serverName)
{
    return serverNameExtension(serverName) + extension(RenegotiationExtension, number(0, 1))
           + extension(ExtendedMasterSecretExtension, {})
           + extension(PointFormatsExtension, vector(number(0, 1), 1))
           + extension(SignaturesExtension, vector(numbers(signatures), 2));
}

/// RFC 7685: servers of F5 hang over a hello of 256 to 511 octets.
QByteArray padded(QByteArray extensions, qsizetype sizeBefore)
{
    const qsizetype size = sizeBefore + 2 + extensions.size();
    if (size > 255 && size < 512)
        // The size of what is seen in the wild: with other extensions than a test has use for.
        extensions += extension(PaddingExtension, QByteArray(std::max<qsizetype>(512 - size - 4, 1), '\0'));
    return extensions;
}

/// One handshake message in one record. The record's own version is low: old servers look at it.
QByteArray record(const QByteArray& body, quint16 version)
{
    constexpr char handshake = 22;
    constexpr char clientHello = 1;
    return handshake + number(version, 2) + vector(clientHello + vector(body, 3), 2);
}

/// A key of ML-KEM-768 in form (FIPS 203, 7.2): 768 numbers below 3329 in 12 bits each, and a seed.
QByteArray encapsulationKey(const Random& random)
{
    constexpr unsigned modulus = 3329;
    constexpr qsizetype pairs = 384;
    const QByteArray source = random(4 * pairs);
    const auto coefficient = [&](qsizetype at) {
        const auto low = static_cast<unsigned char>(source.at(at));
        const auto high = static_cast<unsigned char>(source.at(at + 1));
        return (low | unsigned{high} << 8U) % modulus;
    };
    QByteArray key;
    for (qsizetype pair = 0; pair < pairs; ++pair) {
        const unsigned first = coefficient(4 * pair);
        const unsigned second = coefficient(4 * pair + 2);
        key.append(static_cast<char>(first & 0xFFU));
        key.append(static_cast<char>(first >> 8U | (second & 0xFU) << 4U));
        key.append(static_cast<char>(second >> 4U));
    }
    return key + random(32);
}

}  // namespace

QByteArray encode(const ClientHello& hello, const Random& random)
{
    const bool hasExtensions = hello.highest != Protocol::Ssl30;
    QByteArray suites = numbers(hello.suites);
    if (!hasExtensions)
        suites += number(renegotiationSignal, 2);
    QByteArray body = number(versionOf(hello.highest), 2) + random(32) + vector({}, 1) + vector(suites, 2)
                      + vector(number(0, 1), 1);
    if (hasExtensions) {
        const QByteArray extensions =
            commonExtensions(hello.serverName) + extension(GroupsExtension, vector(numbers(groups), 2));
        body += vector(padded(extensions, body.size() + 4), 2);
    }
    return record(body, versionOf(std::min(hello.highest, Protocol::Tls10)));
}

QByteArray largeHello(const QByteArray& serverName, const Random& random)
{
    constexpr std::array<quint16, 7> suites = {0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030};
    const auto share = [](quint16 group, const QByteArray& key) {
        return number(group, 2) + vector(key, 2);
    };
    // Any 32 octets are a key of X25519 (RFC 7748, 5); the hybrid one has it behind the other's
    // (draft-ietf-tls-ecdhe-mlkem, 4.1).
    const QByteArray shares =
        share(x25519MlKem768, encapsulationKey(random) + random(32)) + share(x25519, random(32));
    QByteArray extensions =
        commonExtensions(serverName)
        + extension(GroupsExtension, vector(number(x25519MlKem768, 2) + numbers(groups), 2))
        + extension(VersionsExtension, vector(QByteArray::fromHex("03040303"), 1))
        + extension(KeyExchangeModesExtension, vector(number(1, 1), 1))
        + extension(KeyShareExtension, vector(shares, 2));
    extensions +=
        extension(PaddingExtension, QByteArray(std::max<qsizetype>(1700 - extensions.size(), 0), '\0'));
    return record(number(versionOf(Protocol::Tls12), 2) + random(32) + vector(random(32), 1)
                      + vector(numbers(suites), 2) + vector(number(0, 1), 1) + vector(extensions, 2),
                  versionOf(Protocol::Tls10));
}

}  // namespace tls
