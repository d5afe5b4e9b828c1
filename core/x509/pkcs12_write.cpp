// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pkcs12.h"

#include <QCoreApplication>

namespace x509 {

base::Result<QByteArray> writePkcs12(const PrivateKey& key,
                                     const Certificate& certificate,
                                     const std::vector<Certificate>& chain,
                                     const QString& friendlyName,
                                     const base::Secret& passphrase,
                                     Pkcs12Target target)
{
    if (passphrase.isEmpty())
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("x509", "A PKCS #12 file needs a passphrase"),
                           {},
                           QCoreApplication::translate("x509", "Apple devices refuse one without")};
    if (!key.fits(certificate))
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("x509", "The private key does not belong to the certificate")};
    // What the systems themselves write: rounds cost every device that opens the file.
    constexpr int compatibleIterations = 2048;
    constexpr int modernIterations = 100'000;
    const bool isModern = target == Pkcs12Target::Modern;
    const int cipher = isModern ? NID_aes_256_cbc : NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
    const int iterations = isModern ? modernIterations : compatibleIterations;
    const EVP_MD* digest = isModern ? EVP_sha256() : EVP_sha1();

    const CertStackHandle others(sk_X509_new_null());
    for (const Certificate& other : chain) {
        if (other == certificate)
            continue;
        X509_up_ref(other.handle());
        sk_X509_push(others.get(), other.handle());
    }
    const QByteArray name = friendlyName.toUtf8();
    constexpr int withoutMac = -1;
    const Pkcs12Handle p12(PKCS12_create(
        passphrase.bytes().constData(), name.isEmpty() ? nullptr : name.constData(), key.handle(),
        certificate.handle(), others.get(), cipher, cipher, iterations, withoutMac, 0));
    if (!p12
        || !PKCS12_set_mac(p12.get(), passphrase.bytes().constData(),
                           static_cast<int>(passphrase.bytes().size()), nullptr, 0, iterations, digest))
        return opensslError(QCoreApplication::translate("x509", "The PKCS #12 file could not be made"),
                            base::Error::Code::Internal);
    unsigned char* bytes = nullptr;
    const int size = i2d_PKCS12(p12.get(), &bytes);
    if (size < 0)
        return opensslError(QCoreApplication::translate("x509", "The PKCS #12 file could not be made"),
                            base::Error::Code::Internal);
    QByteArray der(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

base::Result<QByteArray> reencodePkcs12(const Pkcs12& file, const base::Secret& passphrase)
{
    const Certificate* leaf = file.leaf();
    if (!leaf || file.keys.size() != 1)
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate(
                               "x509", "Only a PKCS #12 file with exactly one identity can be re-encoded")};
    return writePkcs12(file.keys.front(), *leaf, file.certificates, file.friendlyName, passphrase,
                       Pkcs12Target::Compatible);
}

}  // namespace x509
