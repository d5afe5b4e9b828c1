// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "core/x509/handle.h"
#include "core/x509/key.h"

#include <QByteArray>
#include <QDateTime>

#include <openssl/x509v3.h>

#include <optional>
#include <utility>
#include <vector>

namespace test {

/// What a test wants of a certificate; everything has the value of a good server certificate under a CA.
struct Wish
{
    QByteArray name = "server.example.com";  ///< common name
    QDateTime notBefore = QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC);
    int days = 90;
    /// As in OpenSSL's configuration: {"subjectAltName", "DNS:server.example.com"}.
    std::vector<std::pair<QByteArray, QByteArray>> extensions = {
        {"basicConstraints", "critical,CA:FALSE"},
        {"subjectAltName", "DNS:server.example.com"},
        {"keyUsage", "critical,digitalSignature,keyEncipherment"},
        {"extendedKeyUsage", "serverAuth"}};
    const EVP_MD* digest = EVP_sha256();
    long serial = 4711;
};

/// What a test wants of a CA.
inline Wish authorityWish(const QByteArray& name)
{
    Wish wish;
    wish.name = name;
    wish.days = 3650;
    wish.extensions = {{"basicConstraints", "critical,CA:TRUE"},
                       {"keyUsage", "critical,keyCertSign,cRLSign"},
                       {"subjectKeyIdentifier", "hash"}};
    return wish;
}

/// A certificate with its key.
struct Issued
{
    x509::Certificate certificate;
    x509::PrivateKey key;
};

/// Issues what is wished with `key`; self-signed without an issuer. Ends the test program when OpenSSL
/// refuses.
inline Issued issue(const Wish& wish, const x509::PrivateKey& key, const Issued* issuer = nullptr)
{
    const x509::CertHandle cert(X509_new());
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), wish.serial);
    ASN1_TIME_set(X509_getm_notBefore(cert.get()), wish.notBefore.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(cert.get()), wish.notBefore.addDays(wish.days).toSecsSinceEpoch());
    if (!wish.name.isEmpty())
        X509_NAME_add_entry_by_txt(X509_get_subject_name(cert.get()), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(wish.name.constData()), -1, -1, 0);
    X509* above = issuer ? issuer->certificate.handle() : cert.get();
    X509_set_issuer_name(cert.get(), X509_get_subject_name(above));
    X509_set_pubkey(cert.get(), key.handle());
    X509V3_CTX context;
    X509V3_set_ctx(&context, above, cert.get(), nullptr, nullptr, 0);
    for (const auto& [name, value] : wish.extensions) {
        X509_EXTENSION* extension = X509V3_EXT_nconf(nullptr, &context, name.constData(), value.constData());
        if (!extension)
            qFatal("%s = %s is no extension", name.constData(), value.constData());
        X509_add_ext(cert.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    if (X509_sign(cert.get(), issuer ? issuer->key.handle() : key.handle(), wish.digest) == 0)
        qFatal("OpenSSL does not sign this");
    return {x509::Certificate::fromHandle(cert.get()), key};
}

/// The same with a key of its own: EC P-256, which is quick to make.
inline Issued issue(const Wish& wish, const Issued* issuer = nullptr)
{
    return issue(wish, *x509::PrivateKey::generateEc("P-256"), issuer);
}

}  // namespace test
