// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace x509 {

/// The family of a public key, told by its algorithm identifier alone.
enum class KeyKind { Rsa, RsaPss, Ec, Ed25519, Ed448, Dsa, Other };

/// A public key as far as a judge of certificates looks at it; nothing is decoded but sizes.
struct KeyDetails
{
    KeyKind kind = KeyKind::Other;
    QByteArray algorithm;       ///< dotted OID
    int bits = 0;               ///< RSA: of the modulus; EC: of the field; 0 when unreadable
    bool isNamedCurve = false;  ///< EC only: a curve named by an OID that is known
    QByteArray curve;           ///< EC only: dotted OID; empty for explicit parameters
    QByteArray info;            ///< the SubjectPublicKeyInfo in DER
};

/// The family of a signature algorithm.
enum class SignatureKind { RsaPkcs1, RsaPss, Ecdsa, EcdsaWithSpecified, Eddsa, Dsa, Other };
/// What a signature hashes with; None where the algorithm has no hash of its own or it is unknown.
enum class SignatureHash { None, Md2, Md4, Md5, Sha1, Sha224, Sha256, Sha384, Sha512 };

struct SignatureDetails
{
    SignatureKind kind = SignatureKind::Other;
    SignatureHash hash = SignatureHash::None;
    QByteArray algorithm;  ///< dotted OID
};

/// One extension of RFC 5280, 4.2, as it stands in the certificate.
struct Extension
{
    QByteArray oid;  ///< dotted
    bool isCritical = false;
    QByteArray value;  ///< what the OCTET STRING holds
};

/// SubjectAltName (RFC 5280, 4.2.1.6), byte for byte: names are not known to be well-formed.
struct RawAlternativeNames
{
    bool isCritical = false;
    std::vector<QByteArray> dns;
    std::vector<QByteArray> ip;  ///< 4 or 16 octets in a sound certificate
    std::vector<QByteArray> rfc822;
    std::vector<QByteArray> uri;
    int others = 0;  ///< names of any other form
};

struct BasicConstraints
{
    bool isAuthority = false;
    std::optional<int> pathLength;
};

/// One signed certificate timestamp (RFC 6962, 3.2).
struct SignedTimestamp
{
    QByteArray logId;         ///< 32 octets
    qint64 milliseconds = 0;  ///< since 1970-01-01T00:00:00Z
    bool operator==(const SignedTimestamp&) const = default;
};

/// A certificate as those see it who judge it: everything that decodes, and what does not.
///
/// Plain data; made once, then read by every rule. Never looks at the clock.
struct Details
{
    explicit Details(const Certificate& certificate);

    Certificate certificate;
    QByteArray sha256;                 ///< of the whole DER
    int version = 1;                   ///< as people count: 3 for v3
    bool hasExplicitVersion1 = false;  ///< the DEFAULT is encoded, which DER forbids
    QByteArray serial;                 ///< content octets of the INTEGER, sign included
    QByteArray issuer;                 ///< Name in DER
    QByteArray subject;                ///< Name in DER
    bool isSubjectEmpty = false;
    bool isSelfIssued = false;
    std::optional<qint64> notBefore;  ///< seconds since 1970-01-01T00:00:00Z; nothing when malformed
    std::optional<qint64> notAfter;
    bool hasTwoDigitYear50To69 = false;  ///< a UTCTime that RFC 5280 and Apple's parser read differently
    KeyDetails key;
    SignatureDetails signature;         ///< as the outer field says
    QByteArray innerSignature;          ///< dotted OID of tbsCertificate.signature
    std::vector<Extension> extensions;  ///< in the order of the certificate, repeated ones too

    /// The first extension with this dotted OID; null when there is none.
    [[nodiscard]] const Extension* find(QByteArrayView oid) const;

    // Decoded from the first extension of their kind; nothing when it is absent or does not decode.
    std::optional<KeyUsage> keyUsage;
    std::optional<std::vector<QByteArray>> extendedKeyUsage;  ///< dotted OIDs; never an empty list
    std::optional<BasicConstraints> basicConstraints;
    std::optional<RawAlternativeNames> alternativeNames;
    std::optional<QByteArray> subjectKeyIdentifier;
    std::optional<QByteArray> authorityKeyIdentifier;  ///< the keyIdentifier field
    std::vector<QByteArray> caIssuers;                 ///< URLs of AuthorityInfoAccess (RFC 5280, 4.2.2.1)
    std::vector<SignedTimestamp> timestamps;           ///< embedded ones (RFC 6962, 3.3)

    /// Dotted OIDs of extensions that are known to RFC 5280 and do not decode.
    std::vector<QByteArray> malformed;
};

/// Reads a SignedCertificateTimestampList (RFC 6962, 3.3) without its DER wrapping: what a TLS extension
/// carries. Entries that do not fit are left out.
[[nodiscard]] std::vector<SignedTimestamp> readTimestamps(QByteArrayView list);

}  // namespace x509
