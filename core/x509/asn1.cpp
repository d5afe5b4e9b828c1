// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/asn1.h"

#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/objects.h>

#include <array>
#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

/// The header alone, whether or not its content is all there.
std::optional<ElementHeader> readHeader(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto octet = [&](qsizetype i) {
        return static_cast<unsigned char>(bytes[i]);
    };
    ElementHeader header;
    header.tag = octet(0);
    if ((header.tag & 0x1FU) == 0x1FU)
        return std::nullopt;
    const unsigned first = octet(1);
    header.size = 2;
    if (first == 0x80U)
        return header;
    if (first < 0x80U) {
        header.length = first;
    } else {
        const qsizetype count = static_cast<qsizetype>(first & 0x7FU);
        constexpr qsizetype maxOctets = 4;
        if (count > maxOctets || bytes.size() < 2 + count)
            return std::nullopt;
        header.length = 0;
        for (qsizetype i = 0; i < count; ++i)
            header.length = (header.length << 8) | octet(2 + i);
        header.size += count;
    }
    return header;
}

}  // namespace

std::optional<ElementHeader> readElement(QByteArrayView bytes)
{
    const auto header = readHeader(bytes);
    return header && header->length <= bytes.size() - header->size ? header : std::nullopt;
}

QString contentType(QByteArrayView bytes)
{
    constexpr unsigned char sequenceTag = 0x30;
    constexpr unsigned char objectTag = 0x06;
    // A file that was cut off still says what it was meant to be.
    const auto outer = readHeader(bytes);
    if (!outer || outer->tag != sequenceTag)
        return {};
    const QByteArrayView inside = bytes.sliced(outer->size);
    const auto inner = readElement(inside);
    if (!inner || inner->tag != objectTag || inner->length < 1 || inner->length > 64)
        return {};
    const auto* begin = reinterpret_cast<const unsigned char*>(inside.data());
    const QuietErrors quiet;
    const Handle<ASN1_OBJECT, ASN1_OBJECT_free> object(
        d2i_ASN1_OBJECT(nullptr, &begin, static_cast<long>(inner->size + inner->length)));
    return object ? toDotted(object.get()) : QString();
}

QDateTime toDateTime(const ASN1_TIME* time)
{
    const QuietErrors quiet;
    std::tm parts{};
    // Without a time, OpenSSL answers with the clock's.
    if (!time || !ASN1_TIME_to_tm(time, &parts))
        return {};
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
            QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC};
}

QString toText(const ASN1_STRING* string)
{
    const QuietErrors quiet;
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, string);
    if (size < 0)
        return u'#' + QString::fromLatin1(toBytes(string).toHex());
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(utf8), size);
    OPENSSL_free(utf8);
    return text;
}

QByteArray toBytes(const ASN1_STRING* string)
{
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)), ASN1_STRING_length(string)};
}

QString toDotted(const ASN1_OBJECT* object)
{
    const QuietErrors quiet;
    std::array<char, 256> text{};
    const int length = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return length > 0 ? QString::fromLatin1(text.data()) : QString();
}

Name toName(const X509_NAME* name)
{
    Name result;
    const int count = X509_NAME_entry_count(name);
    int lastSet = -1;
    for (int i = 0; i < count; ++i) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
        if (const int set = X509_NAME_ENTRY_set(entry); set != lastSet) {
            result.rdns.emplace_back();
            lastSet = set;
        }
        result.rdns.back().push_back({shortName(toDotted(X509_NAME_ENTRY_get_object(entry))),
                                      toText(X509_NAME_ENTRY_get_data(entry))});
    }
    return result;
}

namespace {

QString curveName(const EVP_PKEY* key)
{
    int isExplicit = 0;
    if (EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isExplicit)
        && isExplicit)
        return u"explicit"_s;
    std::array<char, 64> group{};
    if (!EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr))
        return u"explicit"_s;
    const char* nist = EC_curve_nid2nist(OBJ_txt2nid(group.data()));
    return QString::fromLatin1(nist ? nist : group.data());
}

}  // namespace

PublicKeyInfo toKeyInfo(const EVP_PKEY* key)
{
    const QuietErrors quiet;
    PublicKeyInfo info;
    if (!key)
        return info;
    const char* type = EVP_PKEY_get0_type_name(key);
    info.algorithm = type ? QString::fromLatin1(type) : QString();
    if (info.algorithm == "ED25519"_L1 || info.algorithm == "ED448"_L1)
        info.algorithm = u"Ed"_s + info.algorithm.mid(2);
    info.bits = EVP_PKEY_get_bits(key);
    if (info.algorithm == "EC"_L1)
        info.curve = curveName(key);
    return info;
}

QString algorithmName(const ASN1_OBJECT* object)
{
    const int nid = OBJ_obj2nid(object);
    return nid == NID_undef ? toDotted(object) : QString::fromLatin1(OBJ_nid2sn(nid));
}

}  // namespace x509
