// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/x509/certificate.h"
#include "core/x509/details.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tls {

/// In the order in which they came; a later one is greater.
enum class Protocol { Ssl30, Tls10, Tls11, Tls12, Tls13 };
[[nodiscard]] QString protocolName(Protocol protocol);  ///< "TLS 1.2"

enum class KeyExchange { Unknown, Tls13, Ecdhe, Dhe, StaticRsa, Other };
[[nodiscard]] QString keyExchangeName(KeyExchange exchange);  ///< "ECDHE", "DHE", "static RSA", "TLS 1.3"

/// A cipher suite of the IANA registry, taken apart as far as a judge asks.
struct Suite
{
    quint16 id = 0;
    QString name;  ///< IANA's: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"; "0x1234" when not known here
    KeyExchange keyExchange = KeyExchange::Unknown;
    enum class Cipher { Unknown, AesGcm, AesCbc, AesCcm, ChaCha20, Rc4, TripleDes, Other };
    Cipher cipher = Cipher::Unknown;
    bool operator==(const Suite& other) const { return id == other.id; }
};

/// What one handshake agreed.
struct Session
{
    Protocol protocol = Protocol::Tls12;
    Suite suite;
    QString group;          ///< "X25519", "P-256"; empty for static RSA
    QString peerSignature;  ///< the server's in the handshake: "rsa_pss_rsae_sha256"; may be empty
    bool extendedMasterSecret = false;  ///< RFC 7627; true for TLS 1.3, which has it built in
};

/// What became of one offer to the server.
struct Attempt
{
    Protocol protocol = Protocol::Tls12;
    std::optional<Session> session;      ///< what was agreed when it went through
    std::optional<base::Error> refusal;  ///< why it did not
};

/// An OCSP answer stapled to the handshake (RFC 6066, 8; RFC 6960).
struct Staple
{
    enum class Status { Good, Revoked, Unknown, Unreadable };
    Status status = Status::Unreadable;
    std::optional<qint64> thisUpdate;  ///< seconds since 1970-01-01T00:00:00Z
    std::optional<qint64> nextUpdate;
    std::optional<qint64> revokedAt;
    /// Whether the issuer of the leaf, or who it delegated, signed it; false too when the issuer was not
    /// sent.
    bool isSignedByIssuer = false;
    std::vector<x509::SignedTimestamp> timestamps;  ///< RFC 6962, 3.3
};

/// What was seen of one live server: facts alone, the verdict is core/trust's.
struct Observation
{
    QString host;  ///< as asked for
    quint16 port = 0;
    QString address;  ///< the one that answered

    /// The certificates in the order sent, the leaf first; empty when no handshake got that far.
    std::vector<x509::Certificate> sent;
    /// What an ordinary client and this server agree on; nothing when no handshake went through.
    std::optional<Session> session;
    /// One for each protocol version that was tried alone, in the order of Protocol.
    std::vector<Attempt> attempts;
    /// Suites of TLS 1.2 and older that the server takes, in the order in which it picked them.
    std::vector<Suite> acceptedSuites;
    /// Whether a TLS 1.2 handshake with the four suites of KB 126655 alone goes through, and how.
    std::optional<Session> systemSuites;

    std::vector<x509::SignedTimestamp> timestamps;  ///< of the TLS extension (RFC 6962, 3.3.1)
    std::optional<Staple> staple;
    bool asksForClientCertificate = false;
    /// Whether a ClientHello of more than one packet with an X25519MLKEM768 share was answered; nothing when
    /// it was not tried.
    std::optional<bool> takesLargeHello;
    /// False when the time was up before everything was asked: what is empty then says nothing.
    bool isComplete = true;

    /// The session of TLS 1.2 or older that the server agreed to, the newest first; null when there is none.
    [[nodiscard]] const Session* sessionOfTls12() const;
    /// Whether the server takes this version in any form; nothing when it was not tried.
    [[nodiscard]] std::optional<bool> accepts(Protocol protocol) const;
};

}  // namespace tls
