// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/reply.h"

#include "core/scep/envelope.h"
#include "core/scep/objects.h"
#include "core/x509/asn1.h"
#include "core/x509/openssl_error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace scep {

namespace {

constexpr qsizetype mostContent = qsizetype(4) * 1024 * 1024;

/// The value of a signed attribute, of whatever string type.
const ASN1_STRING* attributeOf(CMS_SignerInfo* signer, const char* oid)
{
    const Object object(OBJ_txt2obj(oid, 1));
    const int index = object ? CMS_signed_get_attr_by_OBJ(signer, object.get(), -1) : -1;
    if (index < 0)
        return nullptr;
    X509_ATTRIBUTE* attribute = CMS_signed_get_attr(signer, index);
    const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(attribute, 0);
    if (!value)
        return nullptr;
    switch (value->type) {
    case V_ASN1_PRINTABLESTRING:
    case V_ASN1_UTF8STRING:
    case V_ASN1_IA5STRING:
    case V_ASN1_T61STRING:
    case V_ASN1_BMPSTRING:
    case V_ASN1_OCTET_STRING: return value->value.asn1_string;
    default: return nullptr;
    }
}

std::optional<ReplyText> textOf(CMS_SignerInfo* signer, const char* oid)
{
    const ASN1_STRING* string = attributeOf(signer, oid);
    if (!string)
        return std::nullopt;
    return ReplyText{x509::toText(string), ASN1_STRING_type(string) == V_ASN1_PRINTABLESTRING};
}

void readAttributes(Reply& reply, CMS_SignerInfo* signer)
{
    reply.messageType = textOf(signer, objects::messageType);
    reply.pkiStatus = textOf(signer, objects::pkiStatus);
    reply.failInfo = textOf(signer, objects::failInfo);
    reply.transactionId = textOf(signer, objects::transactionId);
    if (const auto text = textOf(signer, objects::failInfoText))
        reply.failInfoText = text->value;
    if (const auto text = textOf(signer, objects::enrollError)) {
        bool isNumber = false;
        const qint64 number = text->value.toLongLong(&isNumber);
        if (isNumber)
            reply.hresult = static_cast<quint32>(number);
    }
    if (const ASN1_STRING* nonce = attributeOf(signer, objects::recipientNonce))
        reply.recipientNonce = x509::toBytes(nonce);
}

/// Who signed it by the identifier in the message, or by a certificate that came along.
QString signerName(CMS_ContentInfo* cms, CMS_SignerInfo* signer)
{
    const x509::CertStackHandle sent(CMS_get1_certs(cms));
    for (int i = 0; sent && i < sk_X509_num(sent.get()); ++i) {
        X509* one = sk_X509_value(sent.get(), i);
        if (CMS_SignerInfo_cert_cmp(signer, one) == 0)
            return x509::Certificate::fromHandle(one).displayName();
    }
    ASN1_OCTET_STRING* keyId = nullptr;
    X509_NAME* issuer = nullptr;
    ASN1_INTEGER* serial = nullptr;
    if (CMS_SignerInfo_get0_signer_id(signer, &keyId, &issuer, &serial) != 1 || !issuer)
        return QCoreApplication::translate("scep", "an unnamed certificate");
    return QCoreApplication::translate("scep", "a certificate issued by %1")
        .arg(x509::toName(issuer).toString());
}

/// What was signed; nothing when it cannot be read or is longer than any reply.
std::optional<QByteArray> contentOf(BIO* stream)
{
    QByteArray content;
    std::array<char, std::size_t(16) * 1024> block{};
    for (;;) {
        const int count = BIO_read(stream, block.data(), static_cast<int>(block.size()));
        if (count <= 0)
            return content;
        content.append(block.data(), count);
        if (content.size() > mostContent)
            return std::nullopt;
    }
}

/// Verifies with `selected` and no other certificate; gives the content, which a failure may lack.
QByteArray verify(Reply& reply,
                  CMS_ContentInfo* cms,
                  CMS_SignerInfo* signer,
                  const x509::Certificate& selected)
{
    reply.isSignedBySelected = CMS_SignerInfo_cert_cmp(signer, selected.handle()) == 0;
    reply.signer = reply.isSignedBySelected ? selected.displayName() : signerName(cms, signer);
    CMS_SignerInfo_set1_signer_cert(signer, selected.handle());
    const bool areAttributesSigned = CMS_SignerInfo_verify(signer) == 1;
    ASN1_OCTET_STRING** content = CMS_get0_content(cms);
    const bool hasContent = content && *content;
    const x509::BioHandle stream(CMS_dataInit(cms, nullptr));
    const auto bytes = stream ? contentOf(stream.get()) : std::nullopt;
    const bool isContentSigned =
        bytes && (!hasContent || CMS_SignerInfo_verify_content(signer, stream.get()) == 1);
    reply.isSignatureValid = areAttributesSigned && isContentSigned;
    return hasContent && bytes ? *bytes : QByteArray();
}

void readContent(Reply& reply,
                 const QByteArray& content,
                 const x509::Certificate& recipient,
                 const x509::PrivateKey& key)
{
    const auto opened = openEnvelope(content, recipient, key);
    if (!opened) {
        reply.problem = opened.error().message;
        return;
    }
    reply.hasEnvelope = true;
    reply.cipher = opened->cipher;
    reply.isSingleDes = opened->isSingleDes;
    reply.isCipherKnown = opened->isCipherKnown;
    reply.isRecipientOurs = opened->namesRecipient;
    if (!opened->content) {
        reply.problem = opened->problem;
        return;
    }
    reply.isDecrypted = true;
    const x509::BioHandle in(
        BIO_new_mem_buf(opened->content->constData(), static_cast<int>(opened->content->size())));
    const x509::CmsHandle inner(in ? d2i_CMS_bio(in.get(), nullptr) : nullptr);
    if (!inner || OBJ_obj2nid(CMS_get0_type(inner.get())) != NID_pkcs7_signed) {
        reply.problem =
            QCoreApplication::translate("scep", "What was encrypted is no message with certificates");
        return;
    }
    if (sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(inner.get())) > 0) {
        reply.problem = QCoreApplication::translate(
            "scep",
            "What was encrypted is signed once more; a device takes a message with certificates alone");
        return;
    }
    const x509::CertStackHandle certificates(CMS_get1_certs(inner.get()));
    for (int i = 0; certificates && i < sk_X509_num(certificates.get()); ++i)
        reply.certificates.push_back(x509::Certificate::fromHandle(sk_X509_value(certificates.get(), i)));
}

}  // namespace

base::Result<Reply> readReply(const QByteArray& body,
                              const x509::Certificate& selected,
                              const x509::Certificate& recipient,
                              const x509::PrivateKey& key)
{
    const x509::QuietErrors quiet;
    const x509::BioHandle in(BIO_new_mem_buf(body.constData(), static_cast<int>(body.size())));
    const x509::CmsHandle cms(in ? d2i_CMS_bio(in.get(), nullptr) : nullptr);
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return x509::opensslError(QCoreApplication::translate("scep", "The reply is no SignedData"));
    Reply reply;
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    reply.signers = std::max(sk_CMS_SignerInfo_num(signers), 0);
    if (reply.signers == 0)
        return reply;
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
    readAttributes(reply, signer);
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* object = nullptr;
    if (digest)
        X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    if (object)
        reply.digest = x509::algorithmName(object);
    const QByteArray content = verify(reply, cms.get(), signer, selected);
    // NDES puts one zero byte where a failure has nothing to say.
    if (content.size() > 1)
        readContent(reply, content, recipient, key);
    return reply;
}

}  // namespace scep
