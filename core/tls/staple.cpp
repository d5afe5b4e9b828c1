// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/staple.h"

#include "core/x509/asn1.h"
#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <openssl/ocsp.h>

#include <algorithm>

namespace tls {

namespace {

using ResponseHandle = x509::Handle<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicHandle = x509::Handle<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using IdHandle = x509::Handle<OCSP_CERTID, OCSP_CERTID_free>;
using StoreHandle = x509::Handle<X509_STORE, X509_STORE_free>;
using OctetsHandle = x509::Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;

std::optional<qint64> secondsOf(const ASN1_GENERALIZEDTIME* time)
{
    const QDateTime date = x509::toDateTime(time);
    return date.isValid() ? std::optional(date.toSecsSinceEpoch()) : std::nullopt;
}

Staple::Status statusOf(int status)
{
    switch (status) {
    case V_OCSP_CERTSTATUS_GOOD: return Staple::Status::Good;
    case V_OCSP_CERTSTATUS_REVOKED: return Staple::Status::Revoked;
    default: return Staple::Status::Unknown;
    }
}

const x509::Certificate* issuerOf(const std::vector<x509::Certificate>& sent)
{
    const auto issuer = std::find_if(
        sent.begin(), sent.end(), [&](const x509::Certificate& one) { return sent.front().isIssuedBy(one); });
    return issuer == sent.end() ? nullptr : &*issuer;
}

/// Whether a single response is about this certificate; without its issuer the serial number has to do.
bool isAbout(const OCSP_SINGLERESP* single, const x509::Certificate& leaf, const x509::Certificate* issuer)
{
    // OpenSSL 3.0 takes the identifier without const where it only looks at it.
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    ASN1_OBJECT* algorithm = nullptr;
    ASN1_INTEGER* serial = nullptr;
    if (OCSP_id_get0_info(nullptr, &algorithm, nullptr, &serial, id) != 1)
        return false;
    if (!issuer)
        return ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(leaf.handle())) == 0;
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    const IdHandle own(digest ? OCSP_cert_to_id(digest, leaf.handle(), issuer->handle()) : nullptr);
    return own && OCSP_id_cmp(own.get(), id) == 0;
}

OCSP_SINGLERESP* find(OCSP_BASICRESP* basic, const x509::Certificate& leaf, const x509::Certificate* issuer)
{
    for (int index = 0; index < OCSP_resp_count(basic); ++index) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(basic, index);
        if (isAbout(single, leaf, issuer))
            return single;
    }
    return nullptr;
}

/// RFC 6960, 4.2.2.2: by the issuer itself or by one whom it named for it.
bool isSignedBy(OCSP_BASICRESP* basic, const x509::Certificate& issuer)
{
    const StoreHandle store(X509_STORE_new());
    const x509::CertStackHandle known(sk_X509_new_null());
    if (!store || !known || X509_STORE_add_cert(store.get(), issuer.handle()) != 1
        || X509_add_cert(known.get(), issuer.handle(), X509_ADD_FLAG_UP_REF) != 1)
        return false;
    // Who signed is the question here; whether all of them are in date is one of the judges.
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    return OCSP_basic_verify(basic, known.get(), store.get(), 0) == 1;
}

/// RFC 6962, 3.3: the list is wrapped into an OCTET STRING of its own.
std::vector<x509::SignedTimestamp> timestampsOf(OCSP_SINGLERESP* single)
{
    const int index = OCSP_SINGLERESP_get_ext_by_NID(single, NID_ct_cert_scts, -1);
    if (index < 0)
        return {};
    const QByteArray value = x509::toBytes(X509_EXTENSION_get_data(OCSP_SINGLERESP_get_ext(single, index)));
    const auto* begin = reinterpret_cast<const unsigned char*>(value.constData());
    const OctetsHandle list(d2i_ASN1_OCTET_STRING(nullptr, &begin, static_cast<long>(value.size())));
    return list ? x509::readTimestamps(x509::toBytes(list.get())) : std::vector<x509::SignedTimestamp>();
}

}  // namespace

Staple readStaple(const QByteArray& der, const std::vector<x509::Certificate>& sent)
{
    const x509::QuietErrors quiet;
    Staple staple;
    const auto* begin = reinterpret_cast<const unsigned char*>(der.constData());
    const ResponseHandle response(d2i_OCSP_RESPONSE(nullptr, &begin, static_cast<long>(der.size())));
    if (!response || sent.empty() || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return staple;
    const BasicHandle basic(OCSP_response_get1_basic(response.get()));
    const x509::Certificate* issuer = issuerOf(sent);
    OCSP_SINGLERESP* single = basic ? find(basic.get(), sent.front(), issuer) : nullptr;
    if (!single)
        return staple;
    int reason = -1;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* from = nullptr;
    ASN1_GENERALIZEDTIME* until = nullptr;
    staple.status = statusOf(OCSP_single_get0_status(single, &reason, &revoked, &from, &until));
    staple.thisUpdate = secondsOf(from);
    staple.nextUpdate = secondsOf(until);
    staple.revokedAt = secondsOf(revoked);
    staple.isSignedByIssuer = issuer && isSignedBy(basic.get(), *issuer);
    staple.timestamps = timestampsOf(single);
    return staple;
}

}  // namespace tls
