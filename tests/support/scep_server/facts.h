// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <openssl/x509.h>

namespace scep_server {

/// "CN=a,O=b" in the order of RFC 2253.
[[nodiscard]] QString nameText(const X509_NAME* name);
/// The long name, or the OID where there is none.
[[nodiscard]] QString objectText(const ASN1_OBJECT* object);
/// "PrintableString" and the like.
[[nodiscard]] QString typeText(int asn1Type);
/// The bits that are set, in Apple's and OpenSSL's spelling: "digitalSignature".
[[nodiscard]] QJsonArray usageText(const ASN1_BIT_STRING* usage);

/// Subject, days, usage and signature of the certificate a client made for itself.
[[nodiscard]] QJsonObject senderFacts(X509* certificate);
/// Subject, names, usage, key and signature of a request; of its challenge only the type.
[[nodiscard]] QJsonObject requestFacts(X509_REQ* request);

/// The value of challengePassword; null when there is none.
[[nodiscard]] const ASN1_STRING* challengeOf(const X509_REQ* request);

}  // namespace scep_server
