// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/certificate_fields.h"

#include "core/x509/openssl_error.h"

#include <openssl/asn1t.h>
#include <openssl/objects.h>

namespace x509 {

namespace {

// OpenSSL's templates are C; what they expand to cannot be written our way.
// clang-format off
// NOLINTBEGIN
ASN1_SEQUENCE(EncodedKey) = {
    ASN1_SIMPLE(EncodedKey, algorithm, X509_ALGOR),
    ASN1_SIMPLE(EncodedKey, key, ASN1_BIT_STRING),
} static_ASN1_SEQUENCE_END(EncodedKey)

ASN1_SEQUENCE_enc(ToBeSigned, encoding, nullptr) = {
    ASN1_EXP_OPT(ToBeSigned, version, ASN1_INTEGER, 0),
    ASN1_SIMPLE(ToBeSigned, serialNumber, ASN1_INTEGER),
    ASN1_SIMPLE(ToBeSigned, signature, X509_ALGOR),
    ASN1_SIMPLE(ToBeSigned, issuer, X509_NAME),
    ASN1_SIMPLE(ToBeSigned, validity, X509_VAL),
    ASN1_SIMPLE(ToBeSigned, subject, X509_NAME),
    ASN1_SIMPLE(ToBeSigned, publicKey, EncodedKey),
    ASN1_IMP_OPT(ToBeSigned, issuerUniqueId, ASN1_BIT_STRING, 1),
    ASN1_IMP_OPT(ToBeSigned, subjectUniqueId, ASN1_BIT_STRING, 2),
    ASN1_EXP_SEQUENCE_OF_OPT(ToBeSigned, extensions, X509_EXTENSION, 3),
} static_ASN1_SEQUENCE_END_ref(ToBeSigned, ToBeSigned)

ASN1_SEQUENCE(CertificateFields) = {
    ASN1_SIMPLE(CertificateFields, tbs, ToBeSigned),
    ASN1_SIMPLE(CertificateFields, signatureAlgorithm, X509_ALGOR),
    ASN1_SIMPLE(CertificateFields, signature, ASN1_BIT_STRING),
} static_ASN1_SEQUENCE_END(CertificateFields)
// NOLINTEND
                    // clang-format on

                    const ASN1_ITEM
                    * fieldsItem()
{
    return ASN1_ITEM_rptr(CertificateFields);
}

QByteArray encodedAs(const void* value, const ASN1_ITEM* item)
{
    unsigned char* bytes = nullptr;
    const int size = ASN1_item_i2d(static_cast<const ASN1_VALUE*>(value), &bytes, item);
    if (size < 0)
        return {};
    QByteArray der(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

}  // namespace

void freeFields(CertificateFields* fields)
{
    ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(fields), fieldsItem());
}

FieldsHandle readFields(const QByteArray& der, qsizetype& size)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    const auto* end = begin;
    FieldsHandle fields(reinterpret_cast<CertificateFields*>(
        ASN1_item_d2i(nullptr, &end, static_cast<long>(der.size()), fieldsItem())));
    size = end - begin;
    return fields;
}

FieldsHandle emptyFields()
{
    return FieldsHandle(reinterpret_cast<CertificateFields*>(ASN1_item_new(fieldsItem())));
}

QByteArray encoded(const CertificateFields& fields) { return encodedAs(&fields, fieldsItem()); }

QByteArray encodedKeyInfo(const CertificateFields& fields)
{
    return encodedAs(fields.tbs->publicKey, ASN1_ITEM_rptr(EncodedKey));
}

std::optional<bool> isSignedByRsaKeyOf(const CertificateFields& certificate, const CertificateFields& issuer)
{
    const auto oidOf = [](const X509_ALGOR* algorithm) {
        const ASN1_OBJECT* oid = nullptr;
        X509_ALGOR_get0(&oid, nullptr, nullptr, algorithm);
        return OBJ_obj2nid(oid);
    };
    int digest = NID_undef;
    int scheme = NID_undef;
    const ASN1_BIT_STRING* encodedKey = issuer.tbs->publicKey->key;
    if (oidOf(issuer.tbs->publicKey->algorithm) != NID_rsaEncryption
        || !OBJ_find_sigid_algs(oidOf(certificate.signatureAlgorithm), &digest, &scheme)
        || scheme != NID_rsaEncryption || digest == NID_undef)
        return std::nullopt;
    const QuietErrors quiet;
    const unsigned char* at = ASN1_STRING_get0_data(encodedKey);
    const KeyHandle key(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, ASN1_STRING_length(encodedKey)));
    // The algorithm stands in the certificate twice and has to be the same (RFC 5280, 4.1.1.2).
    if (!key || X509_ALGOR_cmp(certificate.signatureAlgorithm, certificate.tbs->signature) != 0)
        return false;
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    const ASN1_ENCODING& signedPart = certificate.tbs->encoding;
    return context
           && EVP_DigestVerifyInit(context.get(), nullptr, EVP_get_digestbynid(digest), nullptr, key.get())
                  == 1
           && EVP_DigestVerify(context.get(), ASN1_STRING_get0_data(certificate.signature),
                               static_cast<std::size_t>(ASN1_STRING_length(certificate.signature)),
                               signedPart.enc, static_cast<std::size_t>(signedPart.len))
                  == 1;
}

}  // namespace x509
