// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/message.h"

#include "tests/support/scep_server/attributes.h"
#include "tests/support/scep_server/facts.h"

#include <QCryptographicHash>

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/pkcs7.h>

#include <array>

namespace scep_server {
namespace {

x509::BioHandle reading(const QByteArray& bytes)
{
    return x509::BioHandle(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QByteArray contentsOf(BIO* bio)
{
    char* start = nullptr;
    const auto size = BIO_get_mem_data(bio, &start);
    return {start, static_cast<qsizetype>(size)};
}

/// "BER" where a length is left open, as in what an iPhone sends.
QString encodingOf(const QByteArray& bytes)
{
    return bytes.startsWith(QByteArray("\x30\x80", 2)) ? QStringLiteral("BER") : QStringLiteral("DER");
}

/// Upper-case hexadecimal SHA-1 of the key as PKCS #1 has it: what a device takes as transactionID.
QByteArray keyHash(X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_PublicKey(X509_get0_pubkey(certificate), &der);
    if (size <= 0)
        return {};
    const QByteArray bytes(reinterpret_cast<const char*>(der), size);
    OPENSSL_free(der);
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex().toUpper();
}

/// The signature and the signed attributes; the content, or nothing when something is wrong.
QByteArray openSigned(const QByteArray& bytes, Message& message)
{
    const x509::CmsHandle cms(d2i_CMS_bio(reading(bytes).get(), nullptr));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        message.error = "this is no SignedData";
        return {};
    }
    const x509::BioHandle content(BIO_new(BIO_s_mem()));
    const x509::CertStackHandle inside(CMS_get1_certs(cms.get()));
    auto* signers = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(signers) != 1 || sk_X509_num(inside.get()) != 1
        || CMS_verify(cms.get(), nullptr, nullptr, nullptr, content.get(),
                      CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY)
               != 1) {
        message.error = "the signature does not verify";
        return {};
    }
    message.sender.reset(X509_dup(sk_X509_value(inside.get(), 0)));
    auto* signer = sk_CMS_SignerInfo_value(signers, 0);
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    int parameters = 0;
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, &parameters, nullptr, digest);
    message.messageType = attribute(signer, messageTypeOid).bytes;
    message.transactionId = attribute(signer, transactionIdOid).bytes;
    message.senderNonce = attribute(signer, senderNonceOid).bytes;
    message.facts.insert(QStringLiteral("digest"), objectText(algorithm));
    message.facts.insert(QStringLiteral("digestParameters"),
                         parameters == V_ASN1_NULL ? QStringLiteral("NULL") : QStringLiteral("absent"));
    message.facts.insert(QStringLiteral("signingTime"),
                         CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1) >= 0);
    message.facts.insert(QStringLiteral("messageTypeAs"), typeText(attribute(signer, messageTypeOid).type));
    message.facts.insert(QStringLiteral("transactionIdAs"),
                         typeText(attribute(signer, transactionIdOid).type));
    return contentsOf(content.get());
}

/// Facts of the envelope that need no key.
void describeEnvelope(const QByteArray& bytes, const Authority& authority, Message& message)
{
    const x509::CmsHandle cms(d2i_CMS_bio(reading(bytes).get(), nullptr));
    auto* recipients = cms ? CMS_get0_RecipientInfos(cms.get()) : nullptr;
    if (sk_CMS_RecipientInfo_num(recipients) > 0) {
        X509_NAME* issuer = nullptr;
        ASN1_INTEGER* serial = nullptr;
        auto* recipient = sk_CMS_RecipientInfo_value(recipients, 0);
        if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_TRANS
            && CMS_RecipientInfo_ktri_get0_signer_id(recipient, nullptr, &issuer, &serial) == 1
            && issuer != nullptr)
            message.facts.insert(QStringLiteral("recipient"),
                                 QString::fromLatin1(authority.nameOf(issuer, serial)));
    }
    // The CMS functions do not tell the cipher; PKCS #7 is the same structure.
    const x509::Handle<PKCS7, PKCS7_free> envelope(d2i_PKCS7_bio(reading(bytes).get(), nullptr));
    if (envelope && OBJ_obj2nid(envelope->type) == NID_pkcs7_enveloped)
        message.facts.insert(QStringLiteral("cipher"),
                             objectText(envelope->d.enveloped->enc_data->algorithm->algorithm));
    message.facts.insert(QStringLiteral("envelope"), encodingOf(bytes));
}

QByteArray decrypt(const QByteArray& bytes, const Authority& authority, Message& message)
{
    const x509::CmsHandle cms(d2i_CMS_bio(reading(bytes).get(), nullptr));
    const x509::BioHandle content(BIO_new(BIO_s_mem()));
    const auto& own = authority.decrypter();
    if (cms
        && CMS_decrypt(cms.get(), own.key.get(), own.certificate.get(), nullptr, content.get(), CMS_BINARY)
               == 1)
        return contentsOf(content.get());
    message.error = "the envelope cannot be opened";
    return {};
}

void readRequest(const QByteArray& der, const QByteArray& challenge, Message& message)
{
    const auto* start = reinterpret_cast<const unsigned char*>(der.constData());
    message.request.reset(d2i_X509_REQ(nullptr, &start, der.size()));
    if (!message.request) {
        message.error = "this is no PKCS #10 request";
        return;
    }
    auto facts = requestFacts(message.request.get());
    const auto* sent = challengeOf(message.request.get());
    const auto right = sent != nullptr
                       && challenge
                              == QByteArrayView(reinterpret_cast<const char*>(ASN1_STRING_get0_data(sent)),
                                                ASN1_STRING_length(sent));
    message.challengeFits = challenge.isEmpty() || right;
    facts.insert(QStringLiteral("challenge"), QLatin1String(sent == nullptr       ? "absent"
                                                            : challenge.isEmpty() ? "present"
                                                            : right               ? "right"
                                                                                  : "wrong"));
    facts.insert(QStringLiteral("keyIsSender"), EVP_PKEY_eq(X509_REQ_get0_pubkey(message.request.get()),
                                                            X509_get0_pubkey(message.sender.get()))
                                                    == 1);
    message.facts.insert(QStringLiteral("request"), facts);
}

/// IssuerAndSubject of GetCertInitial (RFC 8894, 3.3.3).
void readPoll(const QByteArray& der, const Authority& authority, Message& message)
{
    const auto* start = reinterpret_cast<const unsigned char*>(der.constData());
    auto* parts = d2i_ASN1_SEQUENCE_ANY(nullptr, &start, der.size());
    std::array<x509::Handle<X509_NAME, X509_NAME_free>, 2> names;
    for (int i = 0; i < 2 && sk_ASN1_TYPE_num(parts) == 2; ++i) {
        const auto* part = sk_ASN1_TYPE_value(parts, i);
        if (part->type != V_ASN1_SEQUENCE)
            break;
        const auto* at = part->value.sequence->data;
        names.at(static_cast<std::size_t>(i))
            .reset(d2i_X509_NAME(nullptr, &at, part->value.sequence->length));
    }
    sk_ASN1_TYPE_pop_free(parts, ASN1_TYPE_free);
    if (!names[0] || !names[1]) {
        message.error = "this is no IssuerAndSubject";
        return;
    }
    const auto* signer = X509_get_subject_name(authority.signer().certificate.get());
    message.facts.insert(QStringLiteral("poll"),
                         QJsonObject{
                             {QStringLiteral("issuer"), nameText(names[0].get())},
                             {QStringLiteral("issuerIsSigner"), X509_NAME_cmp(names[0].get(), signer) == 0},
                             {QStringLiteral("subject"), nameText(names[1].get())},
                         });
}

}  // namespace

Message openMessage(const QByteArray& bytes, const Authority& authority, const QByteArray& challenge)
{
    Message message;
    message.facts.insert(QStringLiteral("encoding"), encodingOf(bytes));
    message.facts.insert(QStringLiteral("start"), QString::fromLatin1(bytes.left(4).toHex(' ')));
    message.facts.insert(QStringLiteral("bytes"), bytes.size());
    const auto envelope = openSigned(bytes, message);
    if (message.error.isEmpty()) {
        message.facts.insert(QStringLiteral("messageType"), QString::fromLatin1(message.messageType));
        message.facts.insert(QStringLiteral("transactionId"), QString::fromLatin1(message.transactionId));
        message.facts.insert(QStringLiteral("transactionIdIsKeyHash"),
                             message.transactionId == keyHash(message.sender.get()));
        message.facts.insert(QStringLiteral("nonceBytes"), message.senderNonce.size());
        message.facts.insert(QStringLiteral("sender"), senderFacts(message.sender.get()));
        describeEnvelope(envelope, authority, message);
        const auto content = decrypt(envelope, authority, message);
        if (message.error.isEmpty() && message.messageType == "19")
            readRequest(content, challenge, message);
        else if (message.error.isEmpty() && message.messageType == "20")
            readPoll(content, authority, message);
        else if (message.error.isEmpty())
            message.error = "this messageType is not served";
    }
    if (!message.error.isEmpty())
        message.facts.insert(QStringLiteral("error"), QString::fromLatin1(message.error));
    ERR_clear_error();
    return message;
}

}  // namespace scep_server
