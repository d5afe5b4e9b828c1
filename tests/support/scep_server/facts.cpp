// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/facts.h"

#include "core/x509/handle.h"

#include <openssl/x509v3.h>

#include <array>

namespace scep_server {
namespace {

/// The names of a SAN extension as "DNS:a", "email:b", "URI:c", "UPN:d" and "IP:4 bytes".
QString alternativeName(const GENERAL_NAME* name)
{
    const auto text = [](const ASN1_STRING* string) {
        return QString::fromUtf8(reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
                                 ASN1_STRING_length(string));
    };
    switch (name->type) {
    case GEN_DNS: return QStringLiteral("DNS:") + text(name->d.dNSName);
    case GEN_EMAIL: return QStringLiteral("email:") + text(name->d.rfc822Name);
    case GEN_URI: return QStringLiteral("URI:") + text(name->d.uniformResourceIdentifier);
    case GEN_IPADD: return QStringLiteral("IP:%1 bytes").arg(ASN1_STRING_length(name->d.iPAddress));
    case GEN_OTHERNAME:
        if (OBJ_obj2nid(name->d.otherName->type_id) == NID_ms_upn
            && name->d.otherName->value->type == V_ASN1_UTF8STRING)
            return QStringLiteral("UPN:") + text(name->d.otherName->value->value.utf8string);
    }
    return QStringLiteral("other");
}

QJsonArray alternativeNames(const STACK_OF(X509_EXTENSION) * extensions)
{
    QJsonArray names;
    auto* found =
        static_cast<GENERAL_NAMES*>(X509V3_get_d2i(extensions, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(found); ++i)
        names.append(alternativeName(sk_GENERAL_NAME_value(found, i)));
    GENERAL_NAMES_free(found);
    return names;
}

QJsonArray extensionFacts(const STACK_OF(X509_EXTENSION) * extensions)
{
    QJsonArray facts;
    for (int i = 0; i < sk_X509_EXTENSION_num(extensions); ++i) {
        auto* extension = sk_X509_EXTENSION_value(extensions, i);
        const auto name = objectText(X509_EXTENSION_get_object(extension));
        facts.append(X509_EXTENSION_get_critical(extension) ? name + QStringLiteral(" critical") : name);
    }
    return facts;
}

}  // namespace

QString nameText(const X509_NAME* name)
{
    const x509::BioHandle bio(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char* start = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &start);
    return QString::fromUtf8(start, static_cast<qsizetype>(size));
}

QString objectText(const ASN1_OBJECT* object)
{
    std::array<char, 128> text{};
    const int nid = OBJ_obj2nid(object);
    if (nid != NID_undef)
        return QString::fromLatin1(OBJ_nid2sn(nid));
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return QString::fromLatin1(text.data());
}

QString typeText(int asn1Type)
{
    switch (asn1Type) {
    case V_ASN1_PRINTABLESTRING: return QStringLiteral("PrintableString");
    case V_ASN1_UTF8STRING: return QStringLiteral("UTF8String");
    case V_ASN1_OCTET_STRING: return QStringLiteral("OCTET STRING");
    case V_ASN1_IA5STRING: return QStringLiteral("IA5String");
    }
    return QString::number(asn1Type);
}

QJsonArray usageText(const ASN1_BIT_STRING* usage)
{
    // RFC 5280, 4.2.1.3.
    constexpr std::array names{"digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment",
                               "keyAgreement",     "keyCertSign",    "cRLSign"};
    QJsonArray set;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (usage != nullptr && ASN1_BIT_STRING_get_bit(usage, static_cast<int>(i)) == 1)
            set.append(QString::fromLatin1(names[i]));
    }
    return set;
}

QJsonObject senderFacts(X509* certificate)
{
    int days = 0;
    int seconds = 0;
    ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(certificate), X509_get0_notAfter(certificate));
    auto* usage =
        static_cast<ASN1_BIT_STRING*>(X509_get_ext_d2i(certificate, NID_key_usage, nullptr, nullptr));
    const auto usageSet = usageText(usage);
    ASN1_BIT_STRING_free(usage);
    return {
        {QStringLiteral("subject"), nameText(X509_get_subject_name(certificate))},
        {QStringLiteral("selfSigned"), X509_verify(certificate, X509_get0_pubkey(certificate)) == 1},
        {QStringLiteral("days"), days},
        {QStringLiteral("usage"), usageSet},
        {QStringLiteral("signature"), QString::fromLatin1(OBJ_nid2sn(X509_get_signature_nid(certificate)))},
    };
}

QJsonObject requestFacts(X509_REQ* request)
{
    auto* extensions = X509_REQ_get_extensions(request);
    int critical = -1;
    auto* usage =
        static_cast<ASN1_BIT_STRING*>(X509V3_get_d2i(extensions, NID_key_usage, &critical, nullptr));
    auto* key = X509_REQ_get0_pubkey(request);
    const auto* challenge = challengeOf(request);
    QJsonObject facts{
        {QStringLiteral("subject"), nameText(X509_REQ_get_subject_name(request))},
        {QStringLiteral("version"), static_cast<int>(X509_REQ_get_version(request)) + 1},
        {QStringLiteral("bits"), key != nullptr ? EVP_PKEY_get_bits(key) : 0},
        {QStringLiteral("signature"), QString::fromLatin1(OBJ_nid2sn(X509_REQ_get_signature_nid(request)))},
        {QStringLiteral("signatureFits"), key != nullptr && X509_REQ_verify(request, key) == 1},
        {QStringLiteral("names"), alternativeNames(extensions)},
        {QStringLiteral("usage"), usageText(usage)},
        {QStringLiteral("extensions"), extensionFacts(extensions)},
    };
    if (challenge != nullptr)
        facts.insert(QStringLiteral("challengeType"), typeText(ASN1_STRING_type(challenge)));
    ASN1_BIT_STRING_free(usage);
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    return facts;
}

const ASN1_STRING* challengeOf(const X509_REQ* request)
{
    const int at = X509_REQ_get_attr_by_NID(request, NID_pkcs9_challengePassword, -1);
    auto* attribute = at < 0 ? nullptr : X509_REQ_get_attr(request, at);
    const auto* value = attribute == nullptr ? nullptr : X509_ATTRIBUTE_get0_type(attribute, 0);
    // Only a string has a place for one.
    if (value == nullptr
        || (value->type != V_ASN1_PRINTABLESTRING && value->type != V_ASN1_UTF8STRING
            && value->type != V_ASN1_IA5STRING && value->type != V_ASN1_T61STRING))
        return nullptr;
    return value->value.asn1_string;
}

}  // namespace scep_server
