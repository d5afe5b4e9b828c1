// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/certificate_extensions.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"

#include <algorithm>
#include <limits>

namespace x509 {

namespace {

template <class T, auto Free>
Handle<T, Free> extension(const Extensions* extensions, int nid)
{
    return Handle<T, Free>(static_cast<T*>(X509V3_get_d2i(extensions, nid, nullptr, nullptr)));
}

std::optional<int> toInt(const ASN1_INTEGER* number)
{
    std::int64_t value = 0;
    if (!number || !ASN1_INTEGER_get_int64(&value, number))
        return std::nullopt;
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

}  // namespace

std::optional<KeyUsage> keyUsageOf(const Extensions* extensions)
{
    const auto bits = extension<ASN1_BIT_STRING, ASN1_BIT_STRING_free>(extensions, NID_key_usage);
    if (!bits)
        return std::nullopt;
    constexpr unsigned bitCount = 9;
    KeyUsage usage;
    for (unsigned bit = 0; bit < bitCount; ++bit) {
        if (ASN1_BIT_STRING_get_bit(bits.get(), static_cast<int>(bit)))
            usage |= static_cast<KeyUsageBit>(1U << bit);
    }
    return usage;
}

QStringList extendedKeyUsageOf(const Extensions* extensions)
{
    QStringList oids;
    const auto usages = extension<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>(extensions, NID_ext_key_usage);
    for (int i = 0; usages && i < sk_ASN1_OBJECT_num(usages.get()); ++i)
        oids << toDotted(sk_ASN1_OBJECT_value(usages.get(), i));
    return oids;
}

QByteArray subjectKeyIdentifierOf(const Extensions* extensions)
{
    const auto id =
        extension<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>(extensions, NID_subject_key_identifier);
    return id ? toBytes(id.get()) : QByteArray();
}

QByteArray authorityKeyIdentifierOf(const Extensions* extensions)
{
    const auto id =
        extension<AUTHORITY_KEYID, AUTHORITY_KEYID_free>(extensions, NID_authority_key_identifier);
    return id && id->keyid ? toBytes(id->keyid) : QByteArray();
}

Constraints constraintsOf(const Extensions* extensions)
{
    const auto basic =
        extension<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>(extensions, NID_basic_constraints);
    return basic ? Constraints{basic->ca != 0, toInt(basic->pathlen)} : Constraints{};
}

}  // namespace x509
