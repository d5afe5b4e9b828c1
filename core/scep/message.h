// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/capabilities.h"
#include "core/x509/key.h"

namespace scep {

/// RFC 8894, 3.2.1.2.
enum class MessageType { CertRep = 3, PkcsReq = 19, GetCertInitial = 20 };

/// How the message is encoded (X.690): a device writes lengths in the indefinite form.
enum class Encoding { Ber, Der };

/// What a pkiMessage is made of (RFC 8894, 3).
struct Message
{
    MessageType type = MessageType::PkcsReq;
    QByteArray content;                  ///< what is enveloped, DER
    const x509::Certificate& recipient;  ///< RSA
    const x509::Certificate& signer;     ///< of `key`; sent along
    const x509::PrivateKey& key;
    x509::Digest digest = x509::Digest::Sha1;
    Cipher cipher = Cipher::TripleDesCbc;
    QByteArray transactionId;
    QByteArray senderNonce;  ///< 16 bytes
    Encoding encoding = Encoding::Ber;
};

[[nodiscard]] base::Result<QByteArray> makeMessage(const Message& message);

/// The upper-case hex SHA-1 of the key's RSAPublicKey (RFC 8017, A.1.1): how a device names a transaction.
[[nodiscard]] QByteArray transactionIdOf(const x509::PrivateKey& key);

/// Sixteen random bytes.
[[nodiscard]] QByteArray makeNonce();

/// IssuerAndSubject (RFC 8894, 3.3.3) as a device fills it: the *subject* of the signer as issuer, and the
/// subject of the request `csr`, DER.
[[nodiscard]] base::Result<QByteArray> issuerAndSubject(const x509::Certificate& signer,
                                                        const QByteArray& csr);

}  // namespace scep
