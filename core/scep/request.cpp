// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/request.h"

#include "core/scep/objects.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>
#include <QUuid>

#include <openssl/asn1.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

using NamesHandle = x509::Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using BitsHandle = x509::Handle<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;
using OctetsHandle = x509::Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using SubjectHandle = x509::Handle<X509_NAME, X509_NAME_free>;

struct ExtensionsDeleter
{
    void operator()(STACK_OF(X509_EXTENSION) * extensions) const noexcept
    {
        sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    }
};
using Extensions = std::unique_ptr<STACK_OF(X509_EXTENSION), ExtensionsDeleter>;

constexpr long secondsOfYear = 365L * 24 * 60 * 60;

const unsigned char* octets(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

/// What a device takes for PrintableString (RFC 5280, 4.1.2.4 knows the same letters).
bool isPrintable(const QByteArray& text)
{
    return std::all_of(text.cbegin(), text.cend(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
               || std::string_view(" '()+,-./:=?").find(c) != std::string_view::npos;
    });
}

int stringType(const QByteArray& text)
{
    return isPrintable(text) ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING;
}

/// The OID of an attribute as a device knows it; empty when it does not.
QByteArray knownOid(const QString& type)
{
    static constexpr std::array known = {"CN"_L1, "C"_L1, "ST"_L1, "L"_L1, "O"_L1, "OU"_L1, "EMAIL"_L1};
    if (x509::isDottedOid(type))
        return type.toLatin1();
    const bool isKnown =
        std::any_of(known.begin(), known.end(), [&type](QLatin1StringView one) { return type == one; });
    return isKnown ? x509::attributeOid(type).toLatin1() : QByteArray();
}

bool addSubject(X509_NAME* name, const x509::Name& subject)
{
    for (const x509::Rdn& rdn : subject.rdns) {
        bool isFirst = true;
        for (const x509::Attribute& attribute : rdn) {
            const x509::Handle<ASN1_OBJECT, ASN1_OBJECT_free> type(
                OBJ_txt2obj(knownOid(attribute.type).constData(), 1));
            const QByteArray value = attribute.value.toUtf8();
            if (!type)
                return false;
            const bool isMail = OBJ_obj2nid(type.get()) == NID_pkcs9_emailAddress;
            const int string = isMail ? V_ASN1_IA5STRING : stringType(value);
            // OpenSSL's own bounds on lengths are not a device's.
            X509_NAME_ENTRY* entry = X509_NAME_ENTRY_create_by_OBJ(nullptr, type.get(), string, octets(value),
                                                                   static_cast<int>(value.size()));
            const bool isAdded = entry && X509_NAME_add_entry(name, entry, -1, isFirst ? 0 : -1) == 1;
            X509_NAME_ENTRY_free(entry);
            if (!isAdded)
                return false;
            isFirst = false;
        }
    }
    return true;
}

bool push(GENERAL_NAMES* names, GENERAL_NAME* name)
{
    if (name && sk_GENERAL_NAME_push(names, name) > 0)
        return true;
    GENERAL_NAME_free(name);
    return false;
}

GENERAL_NAME* makeString(int kind, int type, const QByteArray& bytes)
{
    ASN1_STRING* value = ASN1_STRING_type_new(type);
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (!value || !name || ASN1_STRING_set(value, bytes.constData(), static_cast<int>(bytes.size())) != 1) {
        ASN1_STRING_free(value);
        GENERAL_NAME_free(name);
        return nullptr;
    }
    GENERAL_NAME_set0_value(name, kind, value);
    return name;
}

GENERAL_NAME* makeAddress(const QByteArray& text)
{
    ASN1_OCTET_STRING* value = a2i_IPADDRESS(text.constData());
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (!value || !name) {
        ASN1_OCTET_STRING_free(value);
        GENERAL_NAME_free(name);
        return nullptr;
    }
    GENERAL_NAME_set0_value(name, GEN_IPADD, value);
    return name;
}

/// otherName with the principal in UTF8String (Microsoft, szOID_NT_PRINCIPAL_NAME).
GENERAL_NAME* makePrincipal(const QByteArray& bytes)
{
    ASN1_OBJECT* type = OBJ_txt2obj("1.3.6.1.4.1.311.20.2.3", 1);
    ASN1_TYPE* value = ASN1_TYPE_new();
    ASN1_STRING* text = ASN1_STRING_type_new(V_ASN1_UTF8STRING);
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (!type || !value || !text || !name
        || ASN1_STRING_set(text, bytes.constData(), static_cast<int>(bytes.size())) != 1) {
        ASN1_OBJECT_free(type);
        ASN1_TYPE_free(value);
        ASN1_STRING_free(text);
        GENERAL_NAME_free(name);
        return nullptr;
    }
    ASN1_TYPE_set(value, V_ASN1_UTF8STRING, text);
    GENERAL_NAME_set0_othername(name, type, value);
    return name;
}

GENERAL_NAME* makeName(const x509::AlternativeName& name)
{
    using Kind = x509::AlternativeName::Kind;
    const QByteArray text = name.value.toUtf8();
    switch (name.kind) {
    case Kind::Rfc822: return makeString(GEN_EMAIL, V_ASN1_IA5STRING, text);
    case Kind::Dns: return makeString(GEN_DNS, V_ASN1_IA5STRING, text);
    case Kind::Uri: return makeString(GEN_URI, V_ASN1_IA5STRING, text);
    case Kind::Ip: return makeAddress(text);
    case Kind::NtPrincipal: return makePrincipal(text);
    default: return nullptr;
    }
}

bool addExtension(Extensions& extensions, int nid, void* value, bool isCritical)
{
    STACK_OF(X509_EXTENSION)* list = extensions.release();
    const int added = X509V3_add1_i2d(&list, nid, value, isCritical ? 1 : 0, X509V3_ADD_DEFAULT);
    extensions.reset(list);
    return added == 1;
}

bool addKeyUsage(Extensions& extensions, bool signs, bool enciphers)
{
    constexpr int digitalSignature = 0;
    constexpr int keyEncipherment = 2;
    const BitsHandle bits(ASN1_BIT_STRING_new());
    return bits && (!signs || ASN1_BIT_STRING_set_bit(bits.get(), digitalSignature, 1) == 1)
           && (!enciphers || ASN1_BIT_STRING_set_bit(bits.get(), keyEncipherment, 1) == 1)
           && addExtension(extensions, NID_key_usage, bits.get(), true);
}

bool addNames(Extensions& extensions, const Settings& settings)
{
    if (!settings.hasNames)
        return true;
    const NamesHandle names(GENERAL_NAMES_new());
    if (!names)
        return false;
    return std::all_of(settings.names.begin(), settings.names.end(),
                       [&names](const auto& one) { return push(names.get(), makeName(one)); })
           && addExtension(extensions, NID_subject_alt_name, names.get(), false);
}

bool fill(X509_REQ* request, const Settings& settings, const x509::PrivateKey& key, x509::Digest digest)
{
    const bool hasSubject = unknownAttributes(settings.subject).isEmpty();
    if (hasSubject && !addSubject(X509_REQ_get_subject_name(request), settings.subject))
        return false;
    const QByteArray& challenge = settings.challenge.bytes();
    if (settings.hasChallenge
        && X509_REQ_add1_attr_by_NID(request, NID_pkcs9_challengePassword, stringType(challenge),
                                     octets(challenge), static_cast<int>(challenge.size()))
               != 1)
        return false;
    Extensions extensions;
    return addNames(extensions, settings) && addKeyUsage(extensions, settings.signs, settings.enciphers)
           && X509_REQ_add_extensions(request, extensions.get()) == 1
           && X509_REQ_set_version(request, X509_REQ_VERSION_1) == 1
           && X509_REQ_set_pubkey(request, key.handle()) == 1
           && X509_REQ_sign(request, key.handle(), evpOf(digest)) > 0;
}

bool fill(X509* certificate, const x509::PrivateKey& key)
{
    const QByteArray name = QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper().toLatin1();
    const SubjectHandle subject(X509_NAME_new());
    if (!subject
        || X509_NAME_add_entry_by_NID(subject.get(), NID_commonName, V_ASN1_PRINTABLESTRING, octets(name),
                                      static_cast<int>(name.size()), -1, 0)
               != 1)
        return false;
    const BitsHandle bits(ASN1_BIT_STRING_new());
    if (!bits || ASN1_BIT_STRING_set_bit(bits.get(), 0, 1) != 1
        || ASN1_BIT_STRING_set_bit(bits.get(), 2, 1) != 1)
        return false;
    return X509_set_version(certificate, X509_VERSION_3) == 1
           && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1
           && X509_set_subject_name(certificate, subject.get()) == 1
           && X509_set_issuer_name(certificate, subject.get()) == 1
           && X509_gmtime_adj(X509_getm_notBefore(certificate), 0)
           && X509_gmtime_adj(X509_getm_notAfter(certificate), secondsOfYear)
           && X509_set_pubkey(certificate, key.handle()) == 1
           && X509_add1_ext_i2d(certificate, NID_key_usage, bits.get(), 1, X509V3_ADD_DEFAULT) == 1
           && X509_sign(certificate, key.handle(), EVP_sha1()) > 0;
}

}  // namespace

QStringList unknownAttributes(const x509::Name& subject)
{
    QStringList unknown;
    for (const x509::Rdn& rdn : subject.rdns) {
        for (const x509::Attribute& attribute : rdn) {
            if (knownOid(attribute.type).isEmpty() && !unknown.contains(attribute.type))
                unknown << attribute.type;
        }
    }
    return unknown;
}

base::Result<QByteArray> makeRequest(const Settings& settings,
                                     const x509::PrivateKey& key,
                                     x509::Digest digest)
{
    const auto failed = [] {
        return x509::opensslError(
            QCoreApplication::translate("scep", "The certificate request could not be made"));
    };
    const x509::RequestHandle request(X509_REQ_new());
    if (!request || !fill(request.get(), settings, key, digest))
        return failed();
    unsigned char* encoded = nullptr;
    const int size = i2d_X509_REQ(request.get(), &encoded);
    if (size <= 0)
        return failed();
    QByteArray der(reinterpret_cast<const char*>(encoded), size);
    OPENSSL_clear_free(encoded, static_cast<std::size_t>(size));
    return der;
}

base::Result<x509::Certificate> makeTemporaryCertificate(const x509::PrivateKey& key)
{
    const x509::CertHandle certificate(X509_new());
    if (!certificate || !fill(certificate.get(), key))
        return x509::opensslError(
            QCoreApplication::translate("scep", "The temporary certificate could not be made"));
    // Read back, so that it is what its encoding says.
    unsigned char* encoded = nullptr;
    const int size = i2d_X509(certificate.get(), &encoded);
    const QByteArray der(reinterpret_cast<const char*>(encoded), std::max(size, 0));
    OPENSSL_free(encoded);
    return x509::Certificate::fromDer(der);
}

bool isAddress(const QByteArray& text)
{
    const x509::QuietErrors quiet;
    return OctetsHandle(a2i_IPADDRESS(text.constData())) != nullptr;
}

}  // namespace scep
