// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <openssl/x509.h>

namespace x509 {

/// How something is encrypted with a passphrase (RFC 7292 appendix B, RFC 8018).
struct PassphraseEncryption
{
    QString name;  ///< "PBE-SHA1-3DES", "PBES2/AES-256-CBC/HMAC-SHA256", …
    bool isPbes2 = false;
    bool isUnusual = false;    ///< PBES2 other than AES-256-CBC with HMAC-SHA256
    bool needsLegacy = false;  ///< only OpenSSL's legacy provider has it
    bool isTooCostly = false;  ///< asks for so many rounds that opening it would hang
};

[[nodiscard]] PassphraseEncryption readEncryption(const X509_ALGOR* algorithm);

/// More rounds than any program writes: such a file only wants to waste our time.
[[nodiscard]] bool isTooCostly(const ASN1_INTEGER* iterations);

}  // namespace x509
