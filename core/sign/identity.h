// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <vector>

namespace sign {

/// A certificate with its private key, and the certificates above it that are at hand.
struct Identity
{
    x509::Certificate certificate;
    x509::PrivateKey key;
    std::vector<x509::Certificate> chain;  ///< issuers at hand, in any order

    /// From a PKCS #12 file. Wrong passphrase: Denied. No key, or no certificate that fits it: InvalidInput.
    [[nodiscard]] static base::Result<Identity> fromPkcs12(const QByteArray& bytes,
                                                           const base::Secret& passphrase);
    /// From certificate and key files (PEM or DER) and further certificates; `chain` may be empty.
    [[nodiscard]] static base::Result<Identity> fromFiles(const QByteArray& certificate,
                                                          const QByteArray& key,
                                                          const QByteArray& chain,
                                                          const base::Secret& passphrase);
};

/// What is worth knowing before signing.
struct Problem
{
    enum class Kind { KeyMismatch, Expired, NotYetValid, ExpiresSoon, ChainIncomplete, KeyUsage, WeakKey };
    Kind kind;
    bool fatal = false;  ///< signing is refused
    QString message;     ///< translated
};
/// `roots` are certificates that a device has of its own: they end a chain, and are never part of the file.
[[nodiscard]] std::vector<Problem> check(const Identity& identity,
                                         const QDateTime& now,
                                         const std::vector<x509::Certificate>& roots = {});

/// The certificates to put into the signature: the signer's own, always, and the chain above it
/// without the root (a self-signed signer stays).
[[nodiscard]] std::vector<x509::Certificate> certificatesToInclude(const Identity& identity);

}  // namespace sign
