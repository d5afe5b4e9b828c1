// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/authority.h"

#include "tests/support/scep_server/require.h"

#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace scep_server {
namespace {

constexpr auto caUsage = "critical,keyCertSign,cRLSign";

struct Wish
{
    const char* name;
    /// Nothing: the certificate is self-signed.
    const Identity* issuer = nullptr;
    const char* usage = nullptr;
    bool authority = false;
    int firstDay = -1;
    int lastDay = 3650;
};

x509::KeyHandle rsaKey()
{
    x509::KeyHandle key(EVP_RSA_gen(2048));
    require(key != nullptr, "make an RSA key");
    return key;
}

x509::KeyHandle keyOf(Behaviour::CaKey kind)
{
    if (kind == Behaviour::CaKey::Rsa)
        return rsaKey();
    if (kind == Behaviour::CaKey::EllipticCurve)
        return x509::KeyHandle(EVP_EC_gen("P-256"));
    const x509::Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr));
    EVP_PKEY* key = nullptr;
    require(EVP_PKEY_keygen_init(context.get()) == 1
                && EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048) == 1
                && EVP_PKEY_generate(context.get(), &key) == 1,
            "make an RSA-PSS key");
    return x509::KeyHandle(key);
}

void addExtension(X509* certificate, X509* issuer, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const x509::Handle<X509_EXTENSION, X509_EXTENSION_free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, "add an extension");
}

/// A certificate with serial number and time, and nothing else yet.
x509::CertHandle blankCertificate(int firstDay, int lastDay)
{
    x509::CertHandle certificate(X509_new());
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) == 1
                && X509_set_version(certificate.get(), X509_VERSION_3) == 1
                && ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1 | 1) == 1
                && X509_time_adj_ex(X509_getm_notBefore(certificate.get()), firstDay, 0, nullptr) != nullptr
                && X509_time_adj_ex(X509_getm_notAfter(certificate.get()), lastDay, 0, nullptr) != nullptr,
            "start a certificate");
    return certificate;
}

Identity makeIdentity(const Wish& wish, x509::KeyHandle key)
{
    auto certificate = blankCertificate(wish.firstDay, wish.lastDay);
    auto* subject = X509_get_subject_name(certificate.get());
    const auto add = [subject](const char* field, const char* text) {
        require(X509_NAME_add_entry_by_txt(subject, field, MBSTRING_ASC,
                                           reinterpret_cast<const unsigned char*>(text), -1, -1, 0)
                    == 1,
                "name a certificate");
    };
    add("O", "Profilewright Tests");
    add("CN", wish.name);
    auto* issuer = wish.issuer != nullptr ? wish.issuer->certificate.get() : certificate.get();
    auto* issuerKey = wish.issuer != nullptr ? wish.issuer->key.get() : key.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    X509_set_pubkey(certificate.get(), key.get());
    if (wish.authority)
        addExtension(certificate.get(), issuer, NID_basic_constraints, "critical,CA:TRUE");
    if (wish.usage != nullptr)
        addExtension(certificate.get(), issuer, NID_key_usage, wish.usage);
    addExtension(certificate.get(), issuer, NID_subject_key_identifier, "hash");
    require(X509_sign(certificate.get(), issuerKey, EVP_sha256()) > 0, "sign a certificate");
    return {std::move(certificate), std::move(key)};
}

bool needsStranger(const Behaviour& behaviour)
{
    return behaviour.registration == Behaviour::Registration::ForeignEncryption
           || behaviour.signer != Behaviour::Signer::Announced || behaviour.encryptsToStranger
           || behaviour.issued == Behaviour::Issued::WrongKey;
}

/// Sends what the client asked for into the certificate: these extensions and no others.
void copyExtensions(X509* certificate, X509_REQ* request, bool alternativeNames)
{
    auto* asked = X509_REQ_get_extensions(request);
    for (int i = 0; i < sk_X509_EXTENSION_num(asked); ++i) {
        auto* extension = sk_X509_EXTENSION_value(asked, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (nid == NID_key_usage || (nid == NID_subject_alt_name && alternativeNames))
            require(X509_add_ext(certificate, extension, -1) == 1, "copy an extension");
    }
    sk_X509_EXTENSION_pop_free(asked, X509_EXTENSION_free);
}

}  // namespace

const Identity& Authority::signer() const { return registration.empty() ? ca : registration.front(); }

const Identity& Authority::decrypter() const { return registration.empty() ? ca : registration.back(); }

const char* Authority::nameOf(const X509_NAME* issuer, const ASN1_INTEGER* serial) const
{
    const auto is = [&](const Identity& identity) {
        return identity.certificate != nullptr
               && X509_NAME_cmp(issuer, X509_get_issuer_name(identity.certificate.get())) == 0
               && ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(identity.certificate.get())) == 0;
    };
    if (is(ca))
        return "ca";
    if (is(stranger))
        return "stranger";
    for (std::size_t i = 0; i < registration.size(); ++i) {
        if (is(registration[i]))
            return i == 0 ? "ra" : "ra-encryption";
    }
    return "other";
}

std::vector<X509*> Authority::all() const
{
    std::vector<X509*> certificates;
    for (const auto& identity : registration)
        certificates.push_back(identity.certificate.get());
    certificates.push_back(ca.certificate.get());
    return certificates;
}

Authority makeAuthority(const Behaviour& behaviour)
{
    using Registration = Behaviour::Registration;
    Authority made;
    made.ca = makeIdentity({.name = "Test CA", .usage = caUsage, .authority = true}, keyOf(behaviour.caKey));
    if (needsStranger(behaviour))
        made.stranger = makeIdentity({.name = "Stranger", .usage = caUsage, .authority = true}, rsaKey());
    const auto add = [&](const char* name, const char* usage, const Identity& issuer) {
        const int lastDay = behaviour.registrationExpired ? -2 : 700;
        made.registration.push_back(makeIdentity(
            {.name = name, .issuer = &issuer, .usage = usage, .firstDay = -30, .lastDay = lastDay},
            rsaKey()));
    };
    switch (behaviour.registration) {
    case Registration::None: break;
    case Registration::Both: add("Test RA", "critical,digitalSignature,keyEncipherment", made.ca); break;
    case Registration::WithoutUsage: add("Test RA", nullptr, made.ca); break;
    case Registration::SigningOnly: add("Test RA", "critical,digitalSignature", made.ca); break;
    case Registration::SigningAndEncryption:
    case Registration::ForeignEncryption:
        add("Test RA Signing", "critical,digitalSignature", made.ca);
        add("Test RA Encryption", "critical,keyEncipherment",
            behaviour.registration == Registration::ForeignEncryption ? made.stranger : made.ca);
        break;
    }
    return made;
}

x509::CertHandle issue(const Authority& authority, X509_REQ* request, const Behaviour& behaviour)
{
    auto* key = behaviour.issued == Behaviour::Issued::WrongKey ? authority.stranger.key.get()
                                                                : X509_REQ_get0_pubkey(request);
    if (key == nullptr)
        return nullptr;
    auto* ca = authority.ca.certificate.get();
    auto certificate = blankCertificate(-1, 364);
    X509_set_subject_name(certificate.get(), X509_REQ_get_subject_name(request));
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(ca));
    X509_set_pubkey(certificate.get(), key);
    copyExtensions(certificate.get(), request, !behaviour.dropsAlternativeNames);
    if (!behaviour.dropsExtendedUsage)
        addExtension(certificate.get(), ca, NID_ext_key_usage, "clientAuth");
    addExtension(certificate.get(), ca, NID_authority_key_identifier, "keyid");
    require(X509_sign(certificate.get(), authority.ca.key.get(), EVP_sha256()) > 0, "sign a certificate");
    return certificate;
}

QByteArray bundle(const std::vector<X509*>& certificates)
{
    const x509::Handle<PKCS7, PKCS7_free> made(PKCS7_new());
    require(PKCS7_set_type(made.get(), NID_pkcs7_signed) == 1
                && PKCS7_content_new(made.get(), NID_pkcs7_data) == 1
                && PKCS7_set_detached(made.get(), 1) == 1,
            "start a bundle");
    for (auto* certificate : certificates)
        require(PKCS7_add_certificate(made.get(), certificate) == 1, "add to a bundle");
    unsigned char* der = nullptr;
    const int size = i2d_PKCS7(made.get(), &der);
    require(size > 0, "write a bundle");
    QByteArray bytes(reinterpret_cast<const char*>(der), size);
    OPENSSL_free(der);
    return bytes;
}

QByteArray toDer(X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    require(size > 0, "write a certificate");
    QByteArray bytes(reinterpret_cast<const char*>(der), size);
    OPENSSL_free(der);
    return bytes;
}

QByteArray toPem(X509* certificate)
{
    const x509::BioHandle bio(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_X509(bio.get(), certificate) == 1, "write a certificate");
    char* start = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &start);
    return {start, static_cast<qsizetype>(size)};
}

}  // namespace scep_server
