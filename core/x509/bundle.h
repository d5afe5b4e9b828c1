// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/certificate.h"

#include <QByteArray>

#include <vector>

namespace x509 {

/// What kind of file a heap of bytes is, told from its content alone, never from its name.
enum class BundleFormat {
    Der,         ///< one certificate in DER, or several, one behind the other
    Pem,         ///< one or more PEM blocks
    Pkcs7,       ///< certs-only or signed PKCS #7 / CMS, DER, BER or PEM
    Pkcs12,      ///< PFX (RFC 7292)
    PrivateKey,  ///< a key without a certificate
    Request,     ///< a PKCS #10 request
    Base64,      ///< bare Base64 of one of the above; the content was read after decoding
    Unknown,
};

[[nodiscard]] BundleFormat detectFormat(const QByteArray& bytes);

/// The certificates in a DER, PEM, PKCS #7 or bare Base64 file, in the order of the file. Blanks and zeros
/// between and behind certificates in DER are passed over.
/// A PKCS #12 file is refused here (InvalidInput with a hint): it needs a passphrase, see pkcs12.h.
[[nodiscard]] base::Result<std::vector<Certificate>> readCertificates(const QByteArray& bytes);

/// A private key as it stands in a file, for PrivateKey::read().
struct EncodedPrivateKey
{
    base::Secret bytes;
    bool isEncrypted = false;  ///< told by its form: nothing is decrypted
};

/// The private keys in a PEM, DER or bare Base64 file; empty when there is none or the file cannot be read.
[[nodiscard]] std::vector<EncodedPrivateKey> privateKeysIn(const QByteArray& bytes);

/// `bytes` without PEM armour or bare Base64 around a PKCS #12 file; anything else as it is.
[[nodiscard]] QByteArray withoutArmour(const QByteArray& bytes);

/// A fingerprint as people paste it: hex in any spelling (colons, blanks, 0x, upper or lower case) or Base64.
/// Gives the raw bytes; fails when it is neither or the length is not that of a known digest.
[[nodiscard]] base::Result<QByteArray> readFingerprint(const QString& text);

}  // namespace x509
