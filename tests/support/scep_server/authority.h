// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"
#include "tests/support/scep_server/behaviour.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace scep_server {

struct Identity
{
    x509::CertHandle certificate;
    x509::KeyHandle key;
};

/// The certificates and keys of the server, new at each start.
struct Authority
{
    Identity ca;
    /// In the order of the bundle; empty when the CA answers itself.
    std::vector<Identity> registration;
    /// Nobody the client has heard of; only there when the behaviour needs one.
    Identity stranger;

    /// Whose signature the client expects, and to whom it encrypts.
    [[nodiscard]] const Identity& signer() const;
    [[nodiscard]] const Identity& decrypter() const;
    /// "ca", "ra", "ra-encryption", "stranger" or "other".
    [[nodiscard]] const char* nameOf(const X509_NAME* issuer, const ASN1_INTEGER* serial) const;
    /// RA certificates, then the CA's.
    [[nodiscard]] std::vector<X509*> all() const;
};

[[nodiscard]] Authority makeAuthority(const Behaviour& behaviour);

/// The certificate asked for: its names and usage, and what a client certificate needs beyond them.
/// Nothing when the request cannot be read that far.
[[nodiscard]] x509::CertHandle issue(const Authority& authority,
                                     X509_REQ* request,
                                     const Behaviour& behaviour);

/// A certificates-only SignedData in DER.
[[nodiscard]] QByteArray bundle(const std::vector<X509*>& certificates);

[[nodiscard]] QByteArray toDer(X509* certificate);
[[nodiscard]] QByteArray toPem(X509* certificate);

}  // namespace scep_server
