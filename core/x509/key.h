// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/certificate.h"

#include <memory>
#include <stop_token>

struct evp_pkey_st;

namespace x509 {

/// A private key. Cheap to copy (shared, never changed); nothing prints it.
class PrivateKey
{
public:
    /// PEM or DER, PKCS #8 (also encrypted), PKCS #1 or SEC 1. A wrong or missing passphrase is Denied.
    [[nodiscard]] static base::Result<PrivateKey> read(const QByteArray& bytes,
                                                       const base::Secret& passphrase);
    /// Cancelled when it was stopped, which takes effect after the candidate in hand.
    [[nodiscard]] static base::Result<PrivateKey> generateRsa(int bits, const std::stop_token& stop = {});
    [[nodiscard]] static base::Result<PrivateKey> generateEc(const char* curve);  ///< "P-256", …
    /// Takes a further reference to `key`.
    [[nodiscard]] static PrivateKey fromHandle(evp_pkey_st* key);

    [[nodiscard]] PublicKeyInfo info() const;
    [[nodiscard]] bool fits(const Certificate& certificate) const;
    [[nodiscard]] base::Result<QByteArray> toPem() const;  ///< unencrypted PKCS #8

    /// For core/x509, sign, scep and tls only.
    [[nodiscard]] evp_pkey_st* handle() const { return m_key.get(); }

private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> m_key;
};

}  // namespace x509
