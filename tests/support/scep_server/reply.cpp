// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scep_server/reply.h"

#include "tests/support/scep_server/attributes.h"
#include "tests/support/scep_server/require.h"

#include <openssl/rand.h>

namespace scep_server {
namespace {

using Status = Behaviour::Status;

const EVP_CIPHER* cipherOf(Behaviour::Cipher cipher)
{
    switch (cipher) {
    case Behaviour::Cipher::Aes128: return EVP_aes_128_cbc();
    case Behaviour::Cipher::TripleDes: return EVP_des_ede3_cbc();
    case Behaviour::Cipher::Des: return EVP_des_cbc();
    }
    return nullptr;
}

QByteArray toDer(CMS_ContentInfo* cms)
{
    const x509::BioHandle bio(BIO_new(BIO_s_mem()));
    require(i2d_CMS_bio(bio.get(), cms) == 1, "write a message");
    char* start = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &start);
    return {start, static_cast<qsizetype>(size)};
}

/// The certificates of a success, for the eyes of the requester.
QByteArray makeEnvelope(const Verdict& verdict,
                        const Message& message,
                        const Authority& authority,
                        const Behaviour& behaviour)
{
    const auto leaf = issue(authority, verdict.request, behaviour);
    std::vector<X509*> certificates;
    if (behaviour.issued != Behaviour::Issued::Nothing && leaf)
        certificates = {leaf.get(), authority.ca.certificate.get()};
    if (behaviour.issued == Behaviour::Issued::CaFirst)
        std::swap(certificates.front(), certificates.back());
    const auto content = bundle(certificates);
    const x509::CertStackHandle recipients(sk_X509_new_null());
    auto* recipient =
        behaviour.encryptsToStranger ? authority.stranger.certificate.get() : message.sender.get();
    require(X509_up_ref(recipient) == 1 && sk_X509_push(recipients.get(), recipient) == 1,
            "address a message");
    const x509::BioHandle in(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())));
    const x509::CmsHandle envelope(
        CMS_encrypt(recipients.get(), in.get(), cipherOf(behaviour.cipher), CMS_BINARY));
    require(envelope != nullptr, "encrypt a message");
    return toDer(envelope.get());
}

void addAttributes(CMS_SignerInfo* signer,
                   const Verdict& verdict,
                   const Message& message,
                   const Behaviour& behaviour)
{
    const int text = behaviour.attributesAreUtf8 ? V_ASN1_UTF8STRING : V_ASN1_PRINTABLESTRING;
    QByteArray nonce(16, Qt::Uninitialized);
    RAND_bytes(reinterpret_cast<unsigned char*>(nonce.data()), static_cast<int>(nonce.size()));
    const char* status = verdict.status == Status::Success   ? "0"
                         : verdict.status == Status::Failure ? "2"
                                                             : "3";
    if (!behaviour.leavesIdentifiersOut) {
        addAttribute(signer, transactionIdOid, text,
                     behaviour.otherTransaction ? QByteArray(40, 'A') : message.transactionId);
        addAttribute(signer, recipientNonceOid, V_ASN1_OCTET_STRING,
                     behaviour.otherNonce ? QByteArray(16, 'N') : message.senderNonce);
    }
    if (!behaviour.leavesStatusOut) {
        if (!behaviour.leavesTypeOut)
            addAttribute(signer, messageTypeOid, text, behaviour.messageType);
        addAttribute(signer, pkiStatusOid, text, status);
    }
    addAttribute(signer, senderNonceOid, V_ASN1_OCTET_STRING, nonce);
    if (verdict.status != Status::Failure)
        return;
    if (!behaviour.failInfo.isEmpty())
        addAttribute(signer, failInfoOid, text, behaviour.failInfo);
    if (!behaviour.failInfoText.isEmpty())
        addAttribute(signer, failInfoTextOid, V_ASN1_UTF8STRING, behaviour.failInfoText);
    if (!behaviour.hresult.isEmpty())
        addAttribute(signer, hresultOid, V_ASN1_PRINTABLESTRING, behaviour.hresult);
}

}  // namespace

QByteArray makeReply(const Verdict& verdict,
                     const Message& message,
                     const Authority& authority,
                     const Behaviour& behaviour)
{
    unsigned int flags = CMS_BINARY | CMS_NOSMIMECAP;
    QByteArray content;
    if (verdict.status == Status::Success)
        content = makeEnvelope(verdict, message, authority, behaviour);
    else if (behaviour.noContent == Behaviour::NoContent::ZeroByte)
        content = QByteArray(1, '\0');
    else
        flags |= CMS_DETACHED;
    const x509::CmsHandle cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags | CMS_PARTIAL));
    require(cms != nullptr, "start an answer");

    const auto* digest = behaviour.digest == Behaviour::Digest::Sha1 ? EVP_sha1() : EVP_sha256();
    const auto sign = [&](const Identity& who) {
        auto* signer = CMS_add1_signer(cms.get(), who.certificate.get(), who.key.get(), digest,
                                       flags | (behaviour.leavesCertificatesOut ? CMS_NOCERTS : 0U));
        require(signer != nullptr, "sign an answer");
        addAttributes(signer, verdict, message, behaviour);
    };
    if (behaviour.signer != Behaviour::Signer::Stranger)
        sign(authority.signer());
    if (behaviour.signer != Behaviour::Signer::Announced)
        sign(authority.stranger);
    const x509::BioHandle in(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())));
    require(CMS_final(cms.get(), in.get(), nullptr, flags) == 1, "finish an answer");
    return toDer(cms.get());
}

}  // namespace scep_server
