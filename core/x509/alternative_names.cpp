// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/alternative_names.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

using Kind = AlternativeName::Kind;

// [MS-WCCE] 2.2.2.7.7.4: the user principal name.
constexpr auto principalNameOid = "1.3.6.1.4.1.311.20.2.3"_L1;

AlternativeName otherName(const OTHERNAME* other)
{
    const QString type = toDotted(other->type_id);
    if (type != principalNameOid || !other->value || other->value->type != V_ASN1_UTF8STRING)
        return {Kind::Other, type};
    return {Kind::NtPrincipal, toText(other->value->value.utf8string)};
}

AlternativeName toAlternativeName(const GENERAL_NAME* name)
{
    switch (name->type) {
    case GEN_EMAIL: return {Kind::Rfc822, toText(name->d.rfc822Name)};
    case GEN_DNS: return {Kind::Dns, toText(name->d.dNSName)};
    case GEN_URI: return {Kind::Uri, toText(name->d.uniformResourceIdentifier)};
    case GEN_IPADD: return {Kind::Ip, ipAddressText(toBytes(name->d.iPAddress))};
    case GEN_DIRNAME: return {Kind::DirectoryName, toName(name->d.directoryName).toString()};
    case GEN_RID: return {Kind::RegisteredId, toDotted(name->d.registeredID)};
    case GEN_OTHERNAME: return otherName(name->d.otherName);
    default: return {Kind::Other, {}};
    }
}

}  // namespace

std::vector<AlternativeName> readAlternativeNames(const STACK_OF(X509_EXTENSION) * extensions)
{
    const Handle<GENERAL_NAMES, GENERAL_NAMES_free> names(
        static_cast<GENERAL_NAMES*>(X509V3_get_d2i(extensions, NID_subject_alt_name, nullptr, nullptr)));
    std::vector<AlternativeName> result;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i)
        result.push_back(toAlternativeName(sk_GENERAL_NAME_value(names.get(), i)));
    return result;
}

QString ipAddressText(const QByteArray& bytes)
{
    const auto octet = [&](qsizetype i) {
        return static_cast<unsigned char>(bytes[i]);
    };
    if (bytes.size() == 4)
        return u"%1.%2.%3.%4"_s.arg(octet(0)).arg(octet(1)).arg(octet(2)).arg(octet(3));
    if (bytes.size() != 16)
        return hexWithColons(bytes);

    std::array<int, 8> groups{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto at = static_cast<qsizetype>(2 * i);
        groups[i] = octet(at) * 256 + octet(at + 1);
    }
    // RFC 5952, 4.2: the longest run of at least two zero groups, the first of equals.
    std::size_t runBegin = groups.size();
    std::size_t runSize = 1;
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0)
            ++end;
        if (end - i > runSize) {
            runBegin = i;
            runSize = end - i;
        }
        i = end + 1;
    }
    QString text;
    for (std::size_t i = 0; i < groups.size();) {
        if (i == runBegin) {
            text += u"::"_s;
            i += runSize;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(groups[i++], 16);
    }
    return text;
}

}  // namespace x509
