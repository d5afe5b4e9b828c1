// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/handle.h"

#include <QByteArray>

#include <optional>

namespace x509 {

/// SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) with the key left as it is encoded.
struct EncodedKey
{
    X509_ALGOR* algorithm;
    ASN1_BIT_STRING* key;
};

/// TBSCertificate (RFC 5280, 4.1).
struct ToBeSigned
{
    ASN1_ENCODING encoding;  ///< the bytes that the signature covers
    ASN1_INTEGER* version;   ///< null for version 1
    ASN1_INTEGER* serialNumber;
    X509_ALGOR* signature;
    X509_NAME* issuer;
    X509_VAL* validity;
    X509_NAME* subject;
    EncodedKey* publicKey;
    ASN1_BIT_STRING* issuerUniqueId;        ///< null when absent
    ASN1_BIT_STRING* subjectUniqueId;       ///< null when absent
    STACK_OF(X509_EXTENSION) * extensions;  ///< null when absent
};

/// Certificate (RFC 5280, 4.1): what d2i_X509 reads, by OpenSSL's own decoder and in a twentieth of the time,
/// because the public key is not looked into.
struct CertificateFields
{
    ToBeSigned* tbs;
    X509_ALGOR* signatureAlgorithm;
    ASN1_BIT_STRING* signature;
};

void freeFields(CertificateFields* fields);
using FieldsHandle = Handle<CertificateFields, freeFields>;

/// Reads what d2i_X509 would read from the beginning of `der`; null with OpenSSL's error queue filled
/// otherwise. `size` becomes the number of bytes the certificate takes.
[[nodiscard]] FieldsHandle readFields(const QByteArray& der, qsizetype& size);
/// With nothing in them.
[[nodiscard]] FieldsHandle emptyFields();
/// The certificate in DER, the signed part as it was read.
[[nodiscard]] QByteArray encoded(const CertificateFields& fields);

/// The SubjectPublicKeyInfo in DER.
[[nodiscard]] QByteArray encodedKeyInfo(const CertificateFields& fields);

/// Whether the RSA key in `issuer` verifies the PKCS #1 v1.5 signature of `certificate`; nothing when it is
/// another kind of key or signature.
[[nodiscard]] std::optional<bool> isSignedByRsaKeyOf(const CertificateFields& certificate,
                                                     const CertificateFields& issuer);

}  // namespace x509
