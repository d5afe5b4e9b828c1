// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/envelope.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

#include <openssl/pkcs7.h>
#include <openssl/rsa.h>

#include <array>

namespace scep {

namespace {

using Pkcs7Handle = x509::Handle<PKCS7, PKCS7_free>;
using ContextHandle = x509::Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using CipherHandle = x509::Handle<EVP_CIPHER, EVP_CIPHER_free>;
using CipherContextHandle = x509::Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr std::size_t desKeySize = 8;

/// The wiped content of a vector of key bytes.
struct KeyBytes
{
    std::array<unsigned char, 3 * desKeySize> bytes{};
    ~KeyBytes() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

x509::BioHandle reading(const QByteArray& bytes)
{
    return x509::BioHandle(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

const PKCS7_ENVELOPE* asEnvelope(const PKCS7* message)
{
    return message && PKCS7_type_is_enveloped(message) ? message->d.enveloped : nullptr;
}

/// The RSA-encrypted key of the first recipient, opened; false when it is no key of single DES.
bool openKey(const PKCS7_ENVELOPE& envelope, const x509::PrivateKey& key, KeyBytes& into)
{
    for (int i = 0; i < sk_PKCS7_RECIP_INFO_num(envelope.recipientinfo); ++i) {
        const PKCS7_RECIP_INFO* recipient = sk_PKCS7_RECIP_INFO_value(envelope.recipientinfo, i);
        const ContextHandle context(EVP_PKEY_CTX_new(key.handle(), nullptr));
        if (!context || EVP_PKEY_decrypt_init(context.get()) != 1
            || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
            continue;
        std::array<unsigned char, 1024> plain{};
        std::size_t size = plain.size();
        const ASN1_OCTET_STRING* encrypted = recipient->enc_key;
        const bool isOpen =
            EVP_PKEY_decrypt(context.get(), plain.data(), &size, ASN1_STRING_get0_data(encrypted),
                             static_cast<std::size_t>(ASN1_STRING_length(encrypted)))
                == 1
            && size == desKeySize;
        // DES three times with one key is DES.
        for (std::size_t j = 0; isOpen && j < into.bytes.size(); ++j)
            into.bytes[j] = plain[j % desKeySize];
        OPENSSL_cleanse(plain.data(), plain.size());
        if (isOpen)
            return true;
    }
    return false;
}

std::optional<QByteArray> openSingleDes(const PKCS7_ENVELOPE& envelope, const x509::PrivateKey& key)
{
    const PKCS7_ENC_CONTENT& content = *envelope.enc_data;
    const ASN1_TYPE* parameter = content.algorithm->parameter;
    if (!content.enc_data || !parameter || parameter->type != V_ASN1_OCTET_STRING
        || ASN1_STRING_length(parameter->value.octet_string) != static_cast<int>(desKeySize))
        return std::nullopt;
    KeyBytes keyBytes;
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    if (!context || !openKey(envelope, key, keyBytes)
        || EVP_DecryptInit_ex(context.get(), EVP_des_ede3_cbc(), nullptr, keyBytes.bytes.data(),
                              ASN1_STRING_get0_data(parameter->value.octet_string))
               != 1)
        return std::nullopt;
    const int size = ASN1_STRING_length(content.enc_data);
    QByteArray plain(size + static_cast<int>(desKeySize), Qt::Uninitialized);
    std::array<unsigned char, desKeySize> rest{};
    int first = 0;
    int last = 0;
    if (EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(plain.data()), &first,
                          ASN1_STRING_get0_data(content.enc_data), size)
            != 1
        || EVP_DecryptFinal_ex(context.get(), rest.data(), &last) != 1)
        return std::nullopt;
    plain.truncate(first);
    plain.append(reinterpret_cast<const char*>(rest.data()), last);
    return plain;
}

bool namesRecipient(CMS_ContentInfo* cms, const x509::Certificate& certificate)
{
    STACK_OF(CMS_RecipientInfo)* recipients = CMS_get0_RecipientInfos(cms);
    for (int i = 0; i < sk_CMS_RecipientInfo_num(recipients); ++i) {
        CMS_RecipientInfo* one = sk_CMS_RecipientInfo_value(recipients, i);
        if (CMS_RecipientInfo_type(one) == CMS_RECIPINFO_TRANS
            && CMS_RecipientInfo_ktri_cert_cmp(one, certificate.handle()) == 0)
            return true;
    }
    return false;
}

void describeCipher(Opened& opened, const PKCS7_ENVELOPE* envelope)
{
    const ASN1_OBJECT* object = nullptr;
    if (envelope)
        X509_ALGOR_get0(&object, nullptr, nullptr, envelope->enc_data->algorithm);
    if (!object)
        return;
    const int nid = OBJ_obj2nid(object);
    opened.isSingleDes = nid == NID_des_cbc;
    const CipherHandle cipher(nid == NID_undef ? nullptr
                                               : EVP_CIPHER_fetch(nullptr, OBJ_nid2sn(nid), nullptr));
    opened.isCipherKnown = opened.isSingleDes || cipher;
    opened.cipher =
        nid == NID_undef ? x509::toDotted(object) : QString::fromLatin1(OBJ_nid2sn(nid)).toLower();
}

}  // namespace

base::Result<Opened> openEnvelope(const QByteArray& bytes,
                                  const x509::Certificate& recipient,
                                  const x509::PrivateKey& key)
{
    const x509::QuietErrors quiet;
    const x509::BioHandle in = reading(bytes);
    const x509::CmsHandle cms(in ? d2i_CMS_bio(in.get(), nullptr) : nullptr);
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_enveloped)
        return x509::opensslError(
            QCoreApplication::translate("scep", "The content of the reply is no EnvelopedData"));
    // CMS keeps the algorithm to itself; PKCS #7 shows it, of every envelope that a SCEP server makes.
    const x509::BioHandle again = reading(bytes);
    const Pkcs7Handle open(again ? d2i_PKCS7_bio(again.get(), nullptr) : nullptr);
    const PKCS7_ENVELOPE* envelope = asEnvelope(open.get());

    Opened opened;
    describeCipher(opened, envelope);
    opened.namesRecipient = namesRecipient(cms.get(), recipient);
    if (opened.isSingleDes) {
        opened.content = openSingleDes(*envelope, key);
    } else {
        const x509::BioHandle out(BIO_new(BIO_s_mem()));
        if (out
            && CMS_decrypt(cms.get(), key.handle(), recipient.handle(), nullptr, out.get(), CMS_BINARY)
                   == 1) {
            char* data = nullptr;
            const long size = BIO_get_mem_data(out.get(), &data);
            opened.content = QByteArray(data, size);
        }
    }
    if (!opened.content)
        opened.problem =
            x509::opensslError(QCoreApplication::translate("scep", "The reply could not be decrypted"))
                .detail;
    return opened;
}

}  // namespace scep
