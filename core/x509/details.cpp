// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/details.h"

#include "core/x509/asn1.h"
#include "core/x509/certificate_fields.h"
#include "core/x509/openssl_error.h"

#include <QtEndian>

#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <ctime>
#include <limits>

namespace x509 {

namespace {

QByteArray dotted(const ASN1_OBJECT* object) { return toDotted(object).toLatin1(); }

std::optional<qint64> secondsOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (!time || !ASN1_TIME_to_tm(time, &parts))
        return std::nullopt;
    const QDate date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    constexpr qint64 epoch = 2440588;  // the Julian day of 1970-01-01
    constexpr qint64 day = 86'400;
    return (date.toJulianDay() - epoch) * day + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec;
}

bool isUtcTimeOf50To69(const ASN1_TIME* time)
{
    if (!time || ASN1_STRING_type(time) != V_ASN1_UTCTIME || ASN1_STRING_length(time) < 2)
        return false;
    const char decade = static_cast<char>(ASN1_STRING_get0_data(time)[0]);
    return decade == '5' || decade == '6';
}

QByteArray encodedName(const X509_NAME* name)
{
    const unsigned char* bytes = nullptr;
    std::size_t size = 0;
    if (!X509_NAME_get0_der(name, &bytes, &size))
        return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size)};
}

/// The content octets of an INTEGER, which OpenSSL keeps as sign and magnitude.
QByteArray integerOctets(const ASN1_INTEGER* number)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_ASN1_INTEGER(number, &bytes);
    if (size < 0)
        return {};
    const QByteArray der(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    const auto header = readElement(der);
    return header ? der.sliced(header->size) : QByteArray();
}

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

/// All of `extension` as T; null when it does not decode or something follows.
template <class T, auto Free>
Handle<T, Free> decode(const Extension& extension, const ASN1_ITEM* item)
{
    const auto* begin = reinterpret_cast<const unsigned char*>(extension.value.constData());
    const auto* end = begin + extension.value.size();
    Handle<T, Free> decoded(reinterpret_cast<T*>(
        ASN1_item_d2i(nullptr, &begin, static_cast<long>(extension.value.size()), item)));
    if (begin != end)
        decoded.reset();
    return decoded;
}

/// Fills in what one extension says. Each returns whether it decodes.
class ExtensionReader
{
public:
    explicit ExtensionReader(Details& details) : m_details(details) {}

    [[nodiscard]] bool read(int nid, const Extension& extension)
    {
        switch (nid) {
        case NID_key_usage: return keyUsage(extension);
        case NID_ext_key_usage: return extendedKeyUsage(extension);
        case NID_basic_constraints: return basicConstraints(extension);
        case NID_subject_alt_name: return alternativeNames(extension);
        case NID_subject_key_identifier: return subjectKey(extension);
        case NID_authority_key_identifier: return authorityKey(extension);
        case NID_info_access: return informationAccess(extension);
        case NID_ct_precert_scts: return timestamps(extension);
        default: return isSound(nid, extension);
        }
    }

private:
    bool keyUsage(const Extension& extension)
    {
        const auto bits =
            decode<ASN1_BIT_STRING, ASN1_BIT_STRING_free>(extension, ASN1_ITEM_rptr(ASN1_BIT_STRING));
        constexpr int maxOctets = 2;
        if (!bits || ASN1_STRING_length(bits.get()) < 1 || ASN1_STRING_length(bits.get()) > maxOctets)
            return false;
        KeyUsage usage;
        constexpr unsigned bitCount = 9;
        for (unsigned bit = 0; bit < bitCount; ++bit) {
            if (ASN1_BIT_STRING_get_bit(bits.get(), static_cast<int>(bit)))
                usage |= static_cast<KeyUsageBit>(1U << bit);
        }
        m_details.keyUsage = m_details.keyUsage.value_or(usage);
        return true;
    }

    bool extendedKeyUsage(const Extension& extension)
    {
        const auto list = decode<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>(
            extension, ASN1_ITEM_rptr(EXTENDED_KEY_USAGE));
        if (!list || sk_ASN1_OBJECT_num(list.get()) == 0)
            return false;
        if (m_details.extendedKeyUsage)
            return true;
        m_details.extendedKeyUsage.emplace();
        for (int i = 0; i < sk_ASN1_OBJECT_num(list.get()); ++i)
            m_details.extendedKeyUsage->push_back(dotted(sk_ASN1_OBJECT_value(list.get(), i)));
        return true;
    }

    bool basicConstraints(const Extension& extension)
    {
        const auto basic =
            decode<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>(extension, ASN1_ITEM_rptr(BASIC_CONSTRAINTS));
        if (!basic)
            return false;
        BasicConstraints constraints{basic->ca != 0, std::nullopt};
        if (basic->pathlen) {
            std::int64_t length = 0;
            if (!ASN1_INTEGER_get_int64(&length, basic->pathlen) || length < 0)
                return false;
            constexpr std::int64_t most = std::numeric_limits<int>::max();
            constraints.pathLength = static_cast<int>(std::min(length, most));
        }
        m_details.basicConstraints = m_details.basicConstraints.value_or(constraints);
        return true;
    }

    bool alternativeNames(const Extension& extension)
    {
        const auto list = decode<GENERAL_NAMES, GENERAL_NAMES_free>(extension, ASN1_ITEM_rptr(GENERAL_NAMES));
        if (!list || sk_GENERAL_NAME_num(list.get()) == 0)
            return false;
        if (m_details.alternativeNames)
            return true;
        RawAlternativeNames& names = m_details.alternativeNames.emplace();
        names.isCritical = extension.isCritical;
        for (int i = 0; i < sk_GENERAL_NAME_num(list.get()); ++i) {
            const GENERAL_NAME* name = sk_GENERAL_NAME_value(list.get(), i);
            switch (name->type) {
            case GEN_DNS: names.dns.push_back(toBytes(name->d.dNSName)); break;
            case GEN_IPADD: names.ip.push_back(toBytes(name->d.iPAddress)); break;
            case GEN_EMAIL: names.rfc822.push_back(toBytes(name->d.rfc822Name)); break;
            case GEN_URI: names.uri.push_back(toBytes(name->d.uniformResourceIdentifier)); break;
            default: ++names.others; break;
            }
        }
        return true;
    }

    bool subjectKey(const Extension& extension)
    {
        const auto id =
            decode<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>(extension, ASN1_ITEM_rptr(ASN1_OCTET_STRING));
        if (!id)
            return false;
        if (!m_details.subjectKeyIdentifier)
            m_details.subjectKeyIdentifier = toBytes(id.get());
        return true;
    }

    bool authorityKey(const Extension& extension)
    {
        const auto id =
            decode<AUTHORITY_KEYID, AUTHORITY_KEYID_free>(extension, ASN1_ITEM_rptr(AUTHORITY_KEYID));
        if (!id)
            return false;
        if (id->keyid && !m_details.authorityKeyIdentifier)
            m_details.authorityKeyIdentifier = toBytes(id->keyid);
        return true;
    }

    bool informationAccess(const Extension& extension)
    {
        const auto list = decode<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>(
            extension, ASN1_ITEM_rptr(AUTHORITY_INFO_ACCESS));
        if (!list)
            return false;
        for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(list.get()); ++i) {
            const ACCESS_DESCRIPTION* access = sk_ACCESS_DESCRIPTION_value(list.get(), i);
            if (OBJ_obj2nid(access->method) == NID_ad_ca_issuers && access->location->type == GEN_URI)
                m_details.caIssuers.push_back(toBytes(access->location->d.uniformResourceIdentifier));
        }
        return true;
    }

    bool timestamps(const Extension& extension)
    {
        const auto list =
            decode<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>(extension, ASN1_ITEM_rptr(ASN1_OCTET_STRING));
        if (!list)
            return false;
        if (m_details.timestamps.empty())
            m_details.timestamps = readTimestamps(toBytes(list.get()));
        return true;
    }

    /// The other extensions of RFC 5280, of which only the form is looked at here.
    static bool isSound(int nid, const Extension& extension)
    {
        const X509V3_EXT_METHOD* method = X509V3_EXT_get_nid(nid);
        if (!method || !method->it)
            return true;
        const ASN1_ITEM* item = ASN1_ITEM_ptr(method->it);
        const auto* begin = reinterpret_cast<const unsigned char*>(extension.value.constData());
        const auto* end = begin + extension.value.size();
        ASN1_VALUE* value = ASN1_item_d2i(nullptr, &begin, static_cast<long>(extension.value.size()), item);
        ASN1_item_free(value, item);
        return value && begin == end;
    }

    Details& m_details;
};

/// Those of RFC 5280, 4.2, and the timestamps of RFC 6962.
bool isKnown(int nid)
{
    constexpr std::array known = {
        NID_subject_key_identifier,
        NID_key_usage,
        NID_private_key_usage_period,
        NID_subject_alt_name,
        NID_issuer_alt_name,
        NID_basic_constraints,
        NID_name_constraints,
        NID_crl_distribution_points,
        NID_certificate_policies,
        NID_policy_mappings,
        NID_authority_key_identifier,
        NID_policy_constraints,
        NID_ext_key_usage,
        NID_inhibit_any_policy,
        NID_info_access,
        NID_sinfo_access,
        NID_ct_precert_scts,
    };
    return std::find(known.begin(), known.end(), nid) != known.end();
}

}  // namespace

Details::Details(const Certificate& from) : certificate(from)
{
    const QuietErrors quiet;
    const CertificateFields& fields = certificate.fields();
    const ToBeSigned& tbs = *fields.tbs;
    sha256 = from.fingerprint(Digest::Sha256);
    version = from.version();
    hasExplicitVersion1 = tbs.version && version == 1;
    serial = integerOctets(tbs.serialNumber);
    issuer = encodedName(tbs.issuer);
    subject = encodedName(tbs.subject);
    isSubjectEmpty = X509_NAME_entry_count(tbs.subject) == 0;
    isSelfIssued = from.isSelfIssued();
    notBefore = secondsOf(tbs.validity->notBefore);
    notAfter = secondsOf(tbs.validity->notAfter);
    hasTwoDigitYear50To69 =
        isUtcTimeOf50To69(tbs.validity->notBefore) || isUtcTimeOf50To69(tbs.validity->notAfter);
    key = keyDetailsOf(fields);
    signature = signatureDetailsOf(fields.signatureAlgorithm);
    const ASN1_OBJECT* inner = nullptr;
    X509_ALGOR_get0(&inner, nullptr, nullptr, tbs.signature);
    innerSignature = dotted(inner);

    ExtensionReader reader(*this);
    for (int i = 0; i < sk_X509_EXTENSION_num(tbs.extensions); ++i) {
        X509_EXTENSION* raw = sk_X509_EXTENSION_value(tbs.extensions, i);
        const ASN1_OBJECT* oid = X509_EXTENSION_get_object(raw);
        extensions.push_back(
            {dotted(oid), X509_EXTENSION_get_critical(raw) > 0, toBytes(X509_EXTENSION_get_data(raw))});
        const int nid = OBJ_obj2nid(oid);
        if (isKnown(nid) && !reader.read(nid, extensions.back()))
            malformed.push_back(extensions.back().oid);
    }
}

const Extension* Details::find(QByteArrayView oid) const
{
    const auto found = std::find_if(extensions.begin(), extensions.end(),
                                    [oid](const Extension& one) { return one.oid == oid; });
    return found == extensions.end() ? nullptr : &*found;
}

std::vector<SignedTimestamp> readTimestamps(QByteArrayView list)
{
    constexpr qsizetype lengthSize = 2;
    constexpr qsizetype logIdSize = 32;
    constexpr qsizetype timestampOffset = 1 + logIdSize;
    constexpr qsizetype leastSize = timestampOffset + 8;
    const auto lengthAt = [](QByteArrayView bytes) {
        return qFromBigEndian<quint16>(bytes.data());
    };
    std::vector<SignedTimestamp> found;
    if (list.size() < lengthSize || lengthAt(list) > list.size() - lengthSize)
        return found;
    QByteArrayView rest = list.sliced(lengthSize, lengthAt(list));
    while (rest.size() >= lengthSize && lengthAt(rest) <= rest.size() - lengthSize) {
        const QByteArrayView one = rest.sliced(lengthSize, lengthAt(rest));
        rest = rest.sliced(lengthSize + one.size());
        // Version 1 is written as 0.
        if (one.size() >= leastSize && one.front() == '\0')
            found.push_back({one.sliced(1, logIdSize).toByteArray(),
                             qFromBigEndian<qint64>(one.data() + timestampOffset)});
    }
    return found;
}

}  // namespace x509
