// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sign/cms.h"
#include "core/sign/open.h"
#include "core/x509/asn1.h"
#include "core/x509/openssl_error.h"

namespace sign {

namespace {

std::vector<x509::Certificate> certificatesIn(CMS_ContentInfo* cms)
{
    const x509::QuietErrors quiet;
    const x509::CertStackHandle stack(CMS_get1_certs(cms));
    std::vector<x509::Certificate> certificates;
    for (int i = 0; stack && i < sk_X509_num(stack.get()); ++i)
        certificates.push_back(x509::Certificate::fromHandle(sk_X509_value(stack.get(), i)));
    return certificates;
}

std::optional<QDateTime> signingTimeOf(const CMS_SignerInfo* signer)
{
    const int position = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    const ASN1_TYPE* value =
        position < 0 ? nullptr : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, position), 0);
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
        return std::nullopt;
    const QDateTime time = x509::toDateTime(value->value.asn1_string);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

void describeSigners(CMS_ContentInfo* cms, Signature* signature)
{
    const x509::QuietErrors quiet;
    const STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms);
    signature->signerCount = signers ? sk_CMS_SignerInfo_num(signers) : 0;
    if (signature->signerCount == 0)
        return;
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    signature->digest = x509::algorithmName(object);
    signature->signingTime = signingTimeOf(signer);
    for (const x509::Certificate& certificate : signature->certificates) {
        if (CMS_SignerInfo_cert_cmp(signer, certificate.handle()) == 0) {
            signature->signer = certificate;
            return;
        }
    }
}

}  // namespace

bool isSigned(const QByteArray& bytes) { return readEnvelope(bytes).wrapper == Wrapper::SignedData; }

base::Result<Unwrapped> unwrap(const QByteArray& bytes)
{
    const base::Result<x509::CmsHandle> cms = decodeSigned(bytes);
    if (!cms)
        return cms.error();
    Unwrapped result;
    result.content = embeddedContent(cms->get());
    result.signature.certificates = certificatesIn(cms->get());
    describeSigners(cms->get(), &result.signature);
    result.signature.reason = findFault(cms->get());
    result.signature.holds = result.signature.reason.isEmpty();
    return result;
}

}  // namespace sign
