// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/request.h"

#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"
#include "core/x509/pem.h"

#include <QCoreApplication>

namespace x509 {

namespace {

void freeExtensions(STACK_OF(X509_EXTENSION) * extensions)
{
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
}

struct ExtensionsDeleter
{
    void operator()(STACK_OF(X509_EXTENSION) * extensions) const noexcept { freeExtensions(extensions); }
};

using Extensions = std::unique_ptr<STACK_OF(X509_EXTENSION), ExtensionsDeleter>;
using NamesHandle = Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using UsagesHandle = Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;
using BitsHandle = Handle<ASN1_BIT_STRING, ASN1_BIT_STRING_free>;

enum class Critical { No, Yes };

/// Adds one extension; false when OpenSSL could not.
bool add(Extensions& extensions, int nid, void* value, Critical critical)
{
    STACK_OF(X509_EXTENSION)* list = extensions.release();
    const int added =
        X509V3_add1_i2d(&list, nid, value, critical == Critical::Yes ? 1 : 0, X509V3_ADD_DEFAULT);
    extensions.reset(list);
    return added == 1;
}

bool addName(GENERAL_NAMES* names, int kind, const QByteArray& bytes)
{
    ASN1_STRING* value = ASN1_STRING_type_new(kind == GEN_DNS ? V_ASN1_IA5STRING : V_ASN1_OCTET_STRING);
    if (!value || ASN1_STRING_set(value, bytes.constData(), static_cast<int>(bytes.size())) != 1) {
        ASN1_STRING_free(value);
        return false;
    }
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (!name) {
        ASN1_STRING_free(value);
        return false;
    }
    GENERAL_NAME_set0_value(name, kind, value);
    if (sk_GENERAL_NAME_push(names, name) > 0)
        return true;
    GENERAL_NAME_free(name);
    return false;
}

bool addNames(Extensions& extensions, const RequestContent& content)
{
    const NamesHandle names(GENERAL_NAMES_new());
    if (!names)
        return false;
    for (const QByteArray& dns : content.dns) {
        if (!addName(names.get(), GEN_DNS, dns))
            return false;
    }
    for (const QByteArray& ip : content.ip) {
        if (!addName(names.get(), GEN_IPADD, ip))
            return false;
    }
    return sk_GENERAL_NAME_num(names.get()) == 0
           || add(extensions, NID_subject_alt_name, names.get(), Critical::No);
}

bool addKeyUsage(Extensions& extensions, KeyUsage usage)
{
    const BitsHandle bits(ASN1_BIT_STRING_new());
    if (!bits)
        return false;
    constexpr int count = 8;
    for (int i = 0; i < count; ++i) {
        if (usage.testFlag(static_cast<KeyUsageBit>(1U << static_cast<unsigned>(i)))
            && ASN1_BIT_STRING_set_bit(bits.get(), i, 1) != 1)
            return false;
    }
    return add(extensions, NID_key_usage, bits.get(), Critical::Yes);
}

bool addExtendedKeyUsage(Extensions& extensions, const std::vector<QByteArray>& oids)
{
    const UsagesHandle usages(EXTENDED_KEY_USAGE_new());
    if (!usages)
        return false;
    for (const QByteArray& oid : oids) {
        ASN1_OBJECT* usage = OBJ_txt2obj(oid.constData(), 1);
        if (!usage)
            return false;
        if (sk_ASN1_OBJECT_push(usages.get(), usage) <= 0) {
            ASN1_OBJECT_free(usage);
            return false;
        }
    }
    return oids.empty() || add(extensions, NID_ext_key_usage, usages.get(), Critical::No);
}

bool fill(X509_REQ* request, const RequestContent& content, const PrivateKey& key)
{
    X509_NAME* subject = X509_REQ_get_subject_name(request);
    const QByteArray& name = content.commonName;
    if (!name.isEmpty()
        && X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.constData()),
                                      static_cast<int>(name.size()), -1, 0)
               != 1)
        return false;
    Extensions extensions;
    return addNames(extensions, content) && addKeyUsage(extensions, content.keyUsage)
           && addExtendedKeyUsage(extensions, content.extendedKeyUsage)
           && X509_REQ_add_extensions(request, extensions.get()) == 1
           && X509_REQ_set_version(request, X509_REQ_VERSION_1) == 1
           && X509_REQ_set_pubkey(request, key.handle()) == 1
           && X509_REQ_sign(request, key.handle(), EVP_sha256()) > 0;
}

}  // namespace

base::Result<QByteArray> makeRequest(const RequestContent& content, const PrivateKey& key)
{
    const auto failed = [] {
        return opensslError(QCoreApplication::translate("x509", "The certificate request could not be made"),
                            base::Error::Code::Internal);
    };
    const RequestHandle request(X509_REQ_new());
    if (!request || !fill(request.get(), content, key))
        return failed();
    unsigned char* encoded = nullptr;
    const int size = i2d_X509_REQ(request.get(), &encoded);
    if (size <= 0)
        return failed();
    const QByteArray der(reinterpret_cast<const char*>(encoded), size);
    OPENSSL_free(encoded);
    return writePem({"CERTIFICATE REQUEST", {}, der});
}

}  // namespace x509
