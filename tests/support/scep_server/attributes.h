// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/cms.h>

namespace scep_server {

// RFC 8894, 3.2.1.
constexpr auto messageTypeOid = "2.16.840.1.113733.1.9.2";
constexpr auto pkiStatusOid = "2.16.840.1.113733.1.9.3";
constexpr auto failInfoOid = "2.16.840.1.113733.1.9.4";
constexpr auto senderNonceOid = "2.16.840.1.113733.1.9.5";
constexpr auto recipientNonceOid = "2.16.840.1.113733.1.9.6";
constexpr auto transactionIdOid = "2.16.840.1.113733.1.9.7";
constexpr auto failInfoTextOid = "1.3.6.1.5.5.7.24.1";
// szOID_ENROLL_SCEP_ERROR of Microsoft.
constexpr auto hresultOid = "1.3.6.1.4.1.311.21.33";

struct Attribute
{
    QByteArray bytes;
    /// V_ASN1_…, or 0 when the attribute is not there.
    int type = 0;
};

/// A signed attribute that is a string.
[[nodiscard]] inline Attribute attribute(CMS_SignerInfo* signer, const char* oid)
{
    ASN1_OBJECT* object = OBJ_txt2obj(oid, 1);
    const int at = CMS_signed_get_attr_by_OBJ(signer, object, -1);
    ASN1_OBJECT_free(object);
    auto* found = at < 0 ? nullptr : CMS_signed_get_attr(signer, at);
    const auto* value = found == nullptr ? nullptr : X509_ATTRIBUTE_get0_type(found, 0);
    if (value == nullptr
        || (value->type != V_ASN1_PRINTABLESTRING && value->type != V_ASN1_UTF8STRING
            && value->type != V_ASN1_OCTET_STRING))
        return {};
    const auto* string = value->value.asn1_string;
    return {
        QByteArray(reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)), ASN1_STRING_length(string)),
        value->type};
}

inline void addAttribute(CMS_SignerInfo* signer, const char* oid, int type, const QByteArray& bytes)
{
    CMS_signed_add1_attr_by_txt(signer, oid, type, bytes.constData(), static_cast<int>(bytes.size()));
}

}  // namespace scep_server
