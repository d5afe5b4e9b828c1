// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "core/x509/handle.h"

#include <openssl/objects.h>

namespace scep {

using Object = x509::Handle<ASN1_OBJECT, ASN1_OBJECT_free>;

/// The attributes of a pkiMessage (RFC 8894, 3.2.1), dotted.
namespace objects {
constexpr const char* messageType = "2.16.840.1.113733.1.9.2";
constexpr const char* pkiStatus = "2.16.840.1.113733.1.9.3";
constexpr const char* failInfo = "2.16.840.1.113733.1.9.4";
constexpr const char* senderNonce = "2.16.840.1.113733.1.9.5";
constexpr const char* recipientNonce = "2.16.840.1.113733.1.9.6";
constexpr const char* transactionId = "2.16.840.1.113733.1.9.7";
constexpr const char* failInfoText = "1.3.6.1.5.5.7.24.1";
constexpr const char* enrollError = "1.3.6.1.4.1.311.21.33";  ///< Microsoft, szOID_ENROLL_SCEP_ERROR
}  // namespace objects

/// OpenSSL's name of a digest that requests are signed with.
[[nodiscard]] inline const EVP_MD* evpOf(x509::Digest digest)
{
    switch (digest) {
    case x509::Digest::Sha256: return EVP_sha256();
    case x509::Digest::Sha512: return EVP_sha512();
    default: return EVP_sha1();
    }
}

}  // namespace scep
