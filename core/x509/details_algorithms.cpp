// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/asn1.h"
#include "core/x509/details_parts.h"

#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <bit>

namespace x509 {

namespace {

int rsaBits(QByteArrayView key)
{
    const auto outer = readElement(key);
    if (!outer || outer->length < 0)
        return 0;
    const QByteArrayView inside = key.sliced(outer->size);
    const auto modulus = readElement(inside);
    constexpr unsigned char integerTag = 0x02;
    if (!modulus || modulus->tag != integerTag || modulus->length < 1)
        return 0;
    QByteArrayView octets = inside.sliced(modulus->size, modulus->length);
    while (!octets.isEmpty() && octets.front() == '\0')
        octets = octets.sliced(1);
    if (octets.isEmpty())
        return 0;
    const auto first = static_cast<unsigned char>(octets.front());
    return static_cast<int>(octets.size() - 1) * 8 + std::bit_width(first);
}

int curveBits(int nid)
{
    // Making the group takes OpenSSL a thousand times as long as this.
    switch (nid) {
    case NID_X9_62_prime192v1: return 192;
    case NID_secp224r1: return 224;
    case NID_X9_62_prime256v1:
    case NID_secp256k1: return 256;
    case NID_secp384r1: return 384;
    case NID_secp521r1: return 521;
    default: break;
    }
    const Handle<EC_GROUP, EC_GROUP_free> group(EC_GROUP_new_by_curve_name(nid));
    return group ? EC_GROUP_get_degree(group.get()) : 0;
}

KeyKind keyKindOf(int nid)
{
    switch (nid) {
    case NID_rsaEncryption:
    case NID_rsa: return KeyKind::Rsa;
    case NID_rsassaPss: return KeyKind::RsaPss;
    case NID_X9_62_id_ecPublicKey: return KeyKind::Ec;
    case NID_ED25519: return KeyKind::Ed25519;
    case NID_ED448: return KeyKind::Ed448;
    case NID_dsa:
    case NID_dsa_2:
    case NID_dsaWithSHA: return KeyKind::Dsa;
    default: return KeyKind::Other;
    }
}

struct KnownSignature
{
    int nid;
    SignatureKind kind;
    SignatureHash hash;
};

constexpr std::array knownSignatures = {
    KnownSignature{NID_sha256WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Sha256},
    KnownSignature{NID_sha384WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Sha384},
    KnownSignature{NID_sha512WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Sha512},
    KnownSignature{NID_sha224WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Sha224},
    KnownSignature{NID_sha1WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Sha1},
    KnownSignature{NID_sha1WithRSA, SignatureKind::RsaPkcs1, SignatureHash::Sha1},
    KnownSignature{NID_md5WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Md5},
    KnownSignature{NID_md5WithRSA, SignatureKind::RsaPkcs1, SignatureHash::Md5},
    KnownSignature{NID_md4WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Md4},
    KnownSignature{NID_md2WithRSAEncryption, SignatureKind::RsaPkcs1, SignatureHash::Md2},
    KnownSignature{NID_rsassaPss, SignatureKind::RsaPss, SignatureHash::None},
    KnownSignature{NID_ecdsa_with_SHA256, SignatureKind::Ecdsa, SignatureHash::Sha256},
    KnownSignature{NID_ecdsa_with_SHA384, SignatureKind::Ecdsa, SignatureHash::Sha384},
    KnownSignature{NID_ecdsa_with_SHA512, SignatureKind::Ecdsa, SignatureHash::Sha512},
    KnownSignature{NID_ecdsa_with_SHA224, SignatureKind::Ecdsa, SignatureHash::Sha224},
    KnownSignature{NID_ecdsa_with_SHA1, SignatureKind::Ecdsa, SignatureHash::Sha1},
    KnownSignature{NID_ecdsa_with_Specified, SignatureKind::EcdsaWithSpecified, SignatureHash::None},
    KnownSignature{NID_ecdsa_with_Recommended, SignatureKind::EcdsaWithSpecified, SignatureHash::None},
    KnownSignature{NID_ED25519, SignatureKind::Eddsa, SignatureHash::None},
    KnownSignature{NID_ED448, SignatureKind::Eddsa, SignatureHash::None},
    KnownSignature{NID_dsaWithSHA1, SignatureKind::Dsa, SignatureHash::Sha1},
    KnownSignature{NID_dsaWithSHA1_2, SignatureKind::Dsa, SignatureHash::Sha1},
    KnownSignature{NID_dsaWithSHA, SignatureKind::Dsa, SignatureHash::Sha1},
    KnownSignature{NID_dsa_with_SHA224, SignatureKind::Dsa, SignatureHash::Sha224},
    KnownSignature{NID_dsa_with_SHA256, SignatureKind::Dsa, SignatureHash::Sha256},
};

/// RSASSA-PSS names its hash in its parameters (RFC 4055, 3.1): SHA-1 when it does not.
SignatureHash pssHash(const X509_ALGOR* algorithm)
{
    int type = V_ASN1_UNDEF;
    const void* parameter = nullptr;
    X509_ALGOR_get0(nullptr, &type, &parameter, algorithm);
    if (type != V_ASN1_SEQUENCE)
        return SignatureHash::None;
    const Handle<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free> pss(static_cast<RSA_PSS_PARAMS*>(
        ASN1_item_unpack(static_cast<const ASN1_STRING*>(parameter), ASN1_ITEM_rptr(RSA_PSS_PARAMS))));
    if (!pss)
        return SignatureHash::None;
    if (!pss->hashAlgorithm)
        return SignatureHash::Sha1;
    const ASN1_OBJECT* oid = nullptr;
    X509_ALGOR_get0(&oid, nullptr, nullptr, pss->hashAlgorithm);
    switch (OBJ_obj2nid(oid)) {
    case NID_sha1: return SignatureHash::Sha1;
    case NID_sha224: return SignatureHash::Sha224;
    case NID_sha256: return SignatureHash::Sha256;
    case NID_sha384: return SignatureHash::Sha384;
    case NID_sha512: return SignatureHash::Sha512;
    default: return SignatureHash::None;
    }
}

}  // namespace

KeyDetails keyDetailsOf(const CertificateFields& fields)
{
    const EncodedKey& encodedKey = *fields.tbs->publicKey;
    const ASN1_OBJECT* oid = nullptr;
    int parameterType = V_ASN1_UNDEF;
    const void* parameter = nullptr;
    X509_ALGOR_get0(&oid, &parameterType, &parameter, encodedKey.algorithm);
    KeyDetails key;
    key.algorithm = dotted(oid);
    key.kind = keyKindOf(OBJ_obj2nid(oid));
    key.info = encodedKeyInfo(fields);
    switch (key.kind) {
    case KeyKind::Rsa:
    case KeyKind::RsaPss: key.bits = rsaBits(toBytes(encodedKey.key)); break;
    case KeyKind::Ec:
        if (parameterType == V_ASN1_OBJECT) {
            const auto* curve = static_cast<const ASN1_OBJECT*>(parameter);
            key.curve = dotted(curve);
            key.bits = curveBits(OBJ_obj2nid(curve));
            key.isNamedCurve = key.bits > 0;
        }
        break;
    case KeyKind::Ed25519: key.bits = 256; break;
    case KeyKind::Ed448: key.bits = 456; break;
    case KeyKind::Dsa:
    case KeyKind::Other: break;
    }
    return key;
}

SignatureDetails signatureDetailsOf(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* oid = nullptr;
    X509_ALGOR_get0(&oid, nullptr, nullptr, algorithm);
    const int nid = OBJ_obj2nid(oid);
    SignatureDetails signature;
    signature.algorithm = dotted(oid);
    const auto known = std::find_if(knownSignatures.begin(), knownSignatures.end(),
                                    [nid](const KnownSignature& one) { return one.nid == nid; });
    if (known != knownSignatures.end()) {
        signature.kind = known->kind;
        signature.hash = known->kind == SignatureKind::RsaPss ? pssHash(algorithm) : known->hash;
    }
    return signature;
}

}  // namespace x509
