// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/asn1.h"
#include "core/x509/details_parts.h"

#include <QtEndian>

#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <limits>

namespace x509 {

namespace {

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

bool decodes(const Extension& extension, int nid, Details& details)
{
    return !isKnown(nid) || ExtensionReader(details).read(nid, extension);
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
