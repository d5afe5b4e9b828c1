// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/key.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/legacy.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pbe.h"
#include "core/x509/pem.h"
#include "core/x509/rsa_key.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <cstring>

namespace x509 {

namespace {

constexpr qsizetype maxBytes = 1024 * 1024;

base::Error denied(const base::Secret& passphrase)
{
    const QString message =
        passphrase.isEmpty()
            ? QCoreApplication::translate("x509", "The private key is encrypted and needs its passphrase")
            : QCoreApplication::translate("x509", "The passphrase does not open the private key");
    return opensslError(message, base::Error::Code::Denied);
}

base::Result<KeyHandle> fromKeyInfo(const KeyInfoHandle& info)
{
    KeyHandle key(EVP_PKCS82PKEY(info.get()));
    if (!key)
        return opensslError(
            QCoreApplication::translate("x509", "The private key is of a kind that is not known"),
            base::Error::Code::Unsupported);
    return key;
}

base::Result<KeyHandle> decrypt(const EncryptedKeyHandle& encrypted, const base::Secret& passphrase)
{
    const X509_ALGOR* algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    const PassphraseEncryption scheme = readEncryption(algorithm);
    if (scheme.isTooCostly)
        return base::Error{base::Error::Code::Unsupported,
                           QCoreApplication::translate(
                               "x509", "The private key asks for too many rounds of key derivation")};
    std::optional<LegacyContext> legacy;
    if (scheme.needsLegacy) {
        base::Result<LegacyContext> loaded = LegacyContext::load();
        if (!loaded)
            return loaded.error();
        legacy = *std::move(loaded);
    }
    const KeyInfoHandle info(PKCS8_decrypt_ex(encrypted.get(), passphrase.bytes().constData(),
                                              static_cast<int>(passphrase.bytes().size()),
                                              legacy ? legacy->handle() : nullptr, nullptr));
    if (!info)
        return denied(passphrase);
    return fromKeyInfo(info);
}

/// PKCS #8, plain or encrypted, PKCS #1 or SEC 1.
base::Result<KeyHandle> fromDer(const QByteArray& der, const base::Secret& passphrase)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    const auto size = static_cast<long>(der.size());
    {
        const QuietErrors quiet;
        const auto* at = begin;
        if (const KeyInfoHandle info{d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, size)})
            return fromKeyInfo(info);
        for (const int type : {EVP_PKEY_RSA, EVP_PKEY_EC}) {
            at = begin;
            if (KeyHandle key{d2i_PrivateKey(type, nullptr, &at, size)})
                return key;
        }
    }
    const auto* at = begin;
    const EncryptedKeyHandle encrypted(d2i_X509_SIG(nullptr, &at, size));
    if (!encrypted)
        return opensslError(QCoreApplication::translate("x509", "This is not a private key"));
    return decrypt(encrypted, passphrase);
}

int passPhrase(char* buffer, int size, int, void* context)
{
    const auto& passphrase = static_cast<const base::Secret*>(context)->bytes();
    if (passphrase.isEmpty() || passphrase.size() > size)
        return -1;
    std::memcpy(buffer, passphrase.constData(), static_cast<std::size_t>(passphrase.size()));
    return static_cast<int>(passphrase.size());
}

/// RFC 1421's encryption, which older OpenSSL wrote: the text itself says how.
base::Result<KeyHandle> fromEncryptedPem(const PemBlock& block, const base::Secret& passphrase)
{
    const QByteArray text = writePem(block);
    const BioHandle bio(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
    KeyHandle key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, passPhrase, const_cast<base::Secret*>(&passphrase)));
    if (!key)
        return denied(passphrase);
    return key;
}

base::Result<KeyHandle> fromPem(const QByteArray& text, const base::Secret& passphrase)
{
    const auto blocks = readPem(text);
    if (!blocks)
        return blocks.error();
    const auto block = std::find_if(blocks->begin(), blocks->end(),
                                    [](const PemBlock& b) { return b.label.endsWith("PRIVATE KEY"); });
    if (block == blocks->end())
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("x509", "The PEM text holds no private key")};
    if (block->headers.contains("ENCRYPTED"))
        return fromEncryptedPem(*block, passphrase);
    return fromDer(block->content, passphrase);
}

}  // namespace

base::Result<PrivateKey> PrivateKey::read(const QByteArray& bytes, const base::Secret& passphrase)
{
    if (bytes.size() > maxBytes)
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("x509", "The file is too large to be a private key")};
    const QByteArray plain = asPlainText(bytes);
    const QByteArray decoded = fromBareBase64(plain);
    base::Result<KeyHandle> key = hasPem(plain)       ? fromPem(plain, passphrase)
                                  : decoded.isEmpty() ? fromDer(bytes, passphrase)
                                                      : fromDer(decoded, passphrase);
    if (!key)
        return key.error();
    return PrivateKey(std::shared_ptr<evp_pkey_st>((*std::move(key)).release(), EVP_PKEY_free));
}

base::Result<PrivateKey> PrivateKey::generateRsa(int bits, const std::stop_token& stop)
{
    constexpr int minBits = 512;
    constexpr int maxBits = 16384;
    KeyHandle key = bits < minBits || bits > maxBits || bits % 2 != 0 ? nullptr : makeRsaKey(bits, stop);
    if (!key && stop.stop_requested())
        return base::Error{base::Error::Code::Cancelled, QCoreApplication::translate("x509", "Stopped")};
    if (!key)
        return opensslError(
            QCoreApplication::translate("x509", "An RSA key of %1 bits could not be made").arg(bits));
    return PrivateKey(std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free));
}

base::Result<PrivateKey> PrivateKey::generateEc(const char* curve)
{
    KeyHandle key(EVP_EC_gen(curve));
    if (!key)
        return opensslError(QCoreApplication::translate("x509", "A key on the curve “%1” could not be made")
                                .arg(QString::fromLatin1(curve)));
    return PrivateKey(std::shared_ptr<evp_pkey_st>(key.release(), EVP_PKEY_free));
}

PrivateKey PrivateKey::fromHandle(evp_pkey_st* key)
{
    EVP_PKEY_up_ref(key);
    return PrivateKey(std::shared_ptr<evp_pkey_st>(key, EVP_PKEY_free));
}

PublicKeyInfo PrivateKey::info() const { return toKeyInfo(m_key.get()); }

bool PrivateKey::fits(const Certificate& certificate) const
{
    const QuietErrors quiet;
    const EVP_PKEY* publicKey = X509_get0_pubkey(certificate.handle());
    return publicKey && EVP_PKEY_eq(publicKey, m_key.get()) == 1;
}

base::Result<QByteArray> PrivateKey::toPem() const
{
    const BioHandle bio(BIO_new(BIO_s_secmem()));
    if (!bio || !PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr))
        return opensslError(QCoreApplication::translate("x509", "The private key could not be written"),
                            base::Error::Code::Internal);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return QByteArray(text, size);
}

}  // namespace x509
