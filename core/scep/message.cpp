// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/message.h"

#include "core/scep/objects.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <openssl/rand.h>

namespace scep {

namespace {

base::Error failed()
{
    return x509::opensslError(QCoreApplication::translate("scep", "The request could not be encoded"));
}

x509::BioHandle reading(const QByteArray& bytes)
{
    return x509::BioHandle(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QByteArray written(BIO* out)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    return {data, size};
}

/// Encodes as asked: BER while the content streams through, DER of what is complete.
base::Result<QByteArray> encode(CMS_ContentInfo* cms, const QByteArray& content, unsigned flags)
{
    const x509::BioHandle in = reading(content);
    const x509::BioHandle out(BIO_new(BIO_s_mem()));
    const bool isStreamed = (flags & static_cast<unsigned>(CMS_STREAM)) != 0;
    if (!in || !out)
        return failed();
    const int done = isStreamed ? i2d_CMS_bio_stream(out.get(), cms, in.get(), static_cast<int>(flags))
                                : i2d_CMS_bio(out.get(), cms);
    return done == 1 ? base::Result<QByteArray>(written(out.get())) : failed();
}

base::Result<QByteArray> envelope(const Message& message, unsigned flags)
{
    const x509::CertStackHandle recipients(sk_X509_new_null());
    if (!recipients || X509_up_ref(message.recipient.handle()) != 1)
        return failed();
    if (sk_X509_push(recipients.get(), message.recipient.handle()) <= 0) {
        X509_free(message.recipient.handle());
        return failed();
    }
    const EVP_CIPHER* cipher = message.cipher == Cipher::Aes128Cbc ? EVP_aes_128_cbc() : EVP_des_ede3_cbc();
    const x509::BioHandle in = reading(message.content);
    const x509::CmsHandle cms(CMS_encrypt(recipients.get(), in.get(), cipher, flags));
    return cms ? encode(cms.get(), message.content, flags) : failed();
}

bool addAttributes(CMS_SignerInfo* signer, const Message& message)
{
    const auto add = [signer](const char* oid, int type, const QByteArray& value) {
        const Object object(OBJ_txt2obj(oid, 1));
        return object
               && CMS_signed_add1_attr_by_OBJ(signer, object.get(), type, value.constData(),
                                              static_cast<int>(value.size()))
                      == 1;
    };
    return add(objects::messageType, V_ASN1_PRINTABLESTRING,
               QByteArray::number(static_cast<int>(message.type)))
           && add(objects::transactionId, V_ASN1_PRINTABLESTRING, message.transactionId)
           && add(objects::senderNonce, V_ASN1_OCTET_STRING, message.senderNonce);
}

}  // namespace

base::Result<QByteArray> makeMessage(const Message& message)
{
    unsigned flags = CMS_BINARY;
    if (message.encoding == Encoding::Ber)
        flags |= CMS_STREAM;
    const auto enveloped = envelope(message, flags);
    if (!enveloped)
        return enveloped.error();
    const x509::CmsHandle cms(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, flags | CMS_PARTIAL | CMS_NOSMIMECAP));
    if (!cms)
        return failed();
    CMS_SignerInfo* signer = CMS_add1_signer(cms.get(), message.signer.handle(), message.key.handle(),
                                             evpOf(message.digest), flags | CMS_NOSMIMECAP);
    if (!signer || !addAttributes(signer, message))
        return failed();
    if (message.encoding == Encoding::Der) {
        const x509::BioHandle in = reading(*enveloped);
        if (!in || CMS_final(cms.get(), in.get(), nullptr, flags) != 1)
            return failed();
    }
    return encode(cms.get(), *enveloped, flags);
}

QByteArray transactionIdOf(const x509::PrivateKey& key)
{
    unsigned char* encoded = nullptr;
    const int size = i2d_PublicKey(key.handle(), &encoded);
    const QByteArray der(reinterpret_cast<const char*>(encoded), std::max(size, 0));
    OPENSSL_free(encoded);
    return QCryptographicHash::hash(der, QCryptographicHash::Sha1).toHex().toUpper();
}

QByteArray makeNonce()
{
    QByteArray nonce(16, Qt::Uninitialized);
    // An empty one is refused by whoever looks at it; OpenSSL without random numbers makes no key either.
    if (RAND_bytes(reinterpret_cast<unsigned char*>(nonce.data()), static_cast<int>(nonce.size())) != 1)
        nonce.clear();
    return nonce;
}

base::Result<QByteArray> issuerAndSubject(const x509::Certificate& signer, const QByteArray& csr)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(csr.constData());
    const x509::RequestHandle request(d2i_X509_REQ(nullptr, &begin, static_cast<long>(csr.size())));
    if (!request)
        return failed();
    const auto encodeName = [](const X509_NAME* name) {
        unsigned char* encoded = nullptr;
        const int size = i2d_X509_NAME(name, &encoded);
        QByteArray der(reinterpret_cast<const char*>(encoded), std::max(size, 0));
        OPENSSL_free(encoded);
        return der;
    };
    const QByteArray content = encodeName(X509_get_subject_name(signer.handle()))
                               + encodeName(X509_REQ_get_subject_name(request.get()));
    // SEQUENCE { issuer Name, subject Name }: the length in DER before it.
    const int size = ASN1_object_size(1, static_cast<int>(content.size()), V_ASN1_SEQUENCE);
    QByteArray header(size - content.size(), Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(header.data());
    ASN1_put_object(&out, 1, static_cast<int>(content.size()), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
    return header + content;
}

}  // namespace scep
