// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/x509/certificate.h"
#include "core/x509/key.h"

#include <optional>
#include <vector>

namespace scep {

/// What an attribute of a CertRep holds, told apart by its string type: a device reads PrintableString only.
struct ReplyText
{
    QString value;
    bool isPrintableString = true;
};

/// Everything there is to know of a CertRep (RFC 8894, 3.3.2); nothing is judged.
struct Reply
{
    int signers = 0;
    QString signer;  ///< who signed it, for a sentence
    bool isSignedBySelected = false;
    bool isSignatureValid = false;
    std::optional<ReplyText> messageType;
    std::optional<ReplyText> pkiStatus;
    std::optional<ReplyText> failInfo;
    QString failInfoText;
    std::optional<quint32> hresult;
    std::optional<ReplyText> transactionId;
    QByteArray recipientNonce;
    QString digest;  ///< "SHA256"
    QString cipher;  ///< of the envelope: "aes-128-cbc", "des-cbc"; empty without one
    bool hasEnvelope = false;
    bool isSingleDes = false;
    bool isCipherKnown = true;     ///< whether this program could decrypt it
    bool isRecipientOurs = false;  ///< whether the envelope names our temporary certificate
    bool isDecrypted = false;
    std::vector<x509::Certificate> certificates;  ///< as sent
    QString problem;  ///< why it ends where it ends, from OpenSSL; for the details
};

/// Opens a CertRep. InvalidInput: it is no SignedData at all.
[[nodiscard]] base::Result<Reply> readReply(const QByteArray& body,
                                            const x509::Certificate& selected,
                                            const x509::Certificate& recipient,
                                            const x509::PrivateKey& key);

}  // namespace scep
