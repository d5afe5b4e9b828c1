// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <QString>

#include <optional>
#include <vector>

namespace x509 {

/// How a PKCS #12 file is protected, read without a passphrase (RFC 7292, RFC 8018).
struct Pkcs12Protection
{
    bool hasMac = false;
    QString macDigest;  ///< "SHA1", "SHA256", …
    int macIterations = 0;
    QStringList encryption;  ///< each distinct scheme: "PBE-SHA1-3DES", "PBE-SHA1-RC2-40",
                             ///< "PBES2/AES-256-CBC/HMAC-SHA256", "none"
    bool usesPbes2 = false;
    /// PBES2 with a cipher other than AES-256-CBC or a PRF other than HMAC-SHA256: no Apple system reads it.
    bool usesUnusualPbes2 = false;
};

/// What is inside a PKCS #12 file.
struct Pkcs12
{
    Pkcs12Protection protection;
    std::vector<PrivateKey> keys;
    std::vector<Certificate> certificates;  ///< all, in the order of the file
    QString friendlyName;

    /// The first certificate that fits the first key; null when none does.
    [[nodiscard]] const Certificate* leaf() const;
    /// For every key the first certificate that fits it; keys without one are left out.
    [[nodiscard]] std::vector<const Certificate*> leaves() const;
};

/// Reads the protection only; works for any passphrase.
[[nodiscard]] base::Result<Pkcs12Protection> readPkcs12Protection(const QByteArray& bytes);

/// Opens it. A wrong passphrase is Denied; a broken file InvalidInput. RC2-40 (legacy provider) is supported
/// where OpenSSL's legacy provider is installed, else Unsupported with a hint.
[[nodiscard]] base::Result<Pkcs12> readPkcs12(const QByteArray& bytes, const base::Secret& passphrase);

/// Which systems must read a file that is written.
enum class Pkcs12Target {
    Compatible,  ///< PBE-SHA1-3DES with a SHA-1 MAC: every iOS and macOS
    Modern,      ///< PBES2 AES-256-CBC, HMAC-SHA256, SHA-256 MAC: iOS 18, macOS 15 and newer
};

[[nodiscard]] base::Result<QByteArray> writePkcs12(const PrivateKey& key,
                                                   const Certificate& certificate,
                                                   const std::vector<Certificate>& chain,
                                                   const QString& friendlyName,
                                                   const base::Secret& passphrase,
                                                   Pkcs12Target target);

/// `file`, which must hold exactly one identity, once more for every system (Compatible): the same key,
/// certificates and friendly name under `passphrase`.
[[nodiscard]] base::Result<QByteArray> reencodePkcs12(const Pkcs12& file, const base::Secret& passphrase);

}  // namespace x509
