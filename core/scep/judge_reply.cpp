// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/judge_reply.h"

#include "core/scep/remarks.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int invalidIdentity = 22008;
constexpr int invalidPkiResponse = 22013;
/// Security-61901: the key of the first certificate is compared.
constexpr int comparingKeys = 26;

JudgedReply refuse(const QString& cause, int code = invalidPkiResponse)
{
    return {ReplyVerdict::Refused, code, cause};
}

/// A failure in the server's own words, as far as it has any.
QString failureText(const Reply& reply)
{
    QString text = QCoreApplication::translate("scep", "The server refuses the request (pkiStatus FAILURE)");
    bool isNumber = false;
    const int info = reply.failInfo ? reply.failInfo->value.toInt(&isNumber) : 0;
    if (isNumber)
        text = QCoreApplication::translate("scep", "The server refuses the request: %1")
                   .arg(failInfoMeaning(info));
    if (!reply.failInfoText.isEmpty())
        text += QCoreApplication::translate("scep", "; it says “%1”").arg(reply.failInfoText.left(300));
    if (reply.hresult)
        text += QCoreApplication::translate("scep", "; NDES gives HRESULT 0x%1")
                    .arg(QString::number(*reply.hresult, 16).rightJustified(8, u'0').toUpper());
    return text;
}

JudgedReply judgeContent(const Reply& reply, const x509::PrivateKey& key, int generation)
{
    if (!reply.hasEnvelope)
        return refuse(reply.problem.isEmpty() ? QCoreApplication::translate(
                          "scep", "The reply says success and holds no certificate")
                                              : reply.problem);
    if (!reply.isDecrypted && reply.isRecipientOurs && !reply.isCipherKnown)
        return {ReplyVerdict::Unknown, 0,
                QCoreApplication::translate("scep",
                                            "The reply is encrypted with %1, which this program cannot read "
                                            "and SCEP does not know")
                    .arg(reply.cipher)};
    if (!reply.isDecrypted)
        return refuse(
            reply.isRecipientOurs
                ? QCoreApplication::translate("scep", "The reply cannot be decrypted with the request's key")
                : QCoreApplication::translate(
                    "scep", "The reply is encrypted to another certificate than the request's"));
    if (reply.certificates.empty())
        return refuse(reply.problem.isEmpty() ? QCoreApplication::translate(
                          "scep", "The reply says success and holds no certificate")
                                              : reply.problem);
    if (key.fits(reply.certificates.front()) || generation < comparingKeys)
        return {ReplyVerdict::Success};
    const auto ours = std::find_if(reply.certificates.begin(), reply.certificates.end(),
                                   [&key](const auto& one) { return key.fits(one); });
    return refuse(
        ours == reply.certificates.end()
            ? QCoreApplication::translate("scep", "The issued certificate holds another key than the request")
            : QCoreApplication::translate(
                "scep", "The issued certificate is not the first of the reply, and a device takes the first"),
        invalidIdentity);
}

/// What is wrong before the status matters; empty: nothing.
QString faultOf(const Reply& reply)
{
    if (reply.signers != 1)
        return QCoreApplication::translate("scep", "The reply has %1 signers; a device takes exactly one")
            .arg(reply.signers);
    if (!reply.isSignedBySelected)
        return QCoreApplication::translate(
                   "scep", "The reply is signed by %1, not by the certificate that GetCACert announced")
            .arg(reply.signer);
    if (!reply.isSignatureValid)
        return QCoreApplication::translate("scep",
                                           "The signature of the reply does not verify with the certificate "
                                           "that GetCACert announced");
    for (const auto& text : {reply.messageType, reply.pkiStatus}) {
        if (text && !text->isPrintableString)
            return QCoreApplication::translate(
                "scep", "messageType and pkiStatus of the reply are not of the type PrintableString");
    }
    constexpr auto certRep = "3"_L1;
    if (reply.messageType && reply.messageType->value != certRep)
        return QCoreApplication::translate("scep", "The reply has messageType %1 instead of 3 (CertRep)")
            .arg(reply.messageType->value.left(20));
    return {};
}

}  // namespace

QString failInfoMeaning(int failInfo)
{
    switch (failInfo) {
    case 0:
        return QCoreApplication::translate("scep",
                                           "badAlg (0): it does not know or does not allow an algorithm");
    case 1:
        return QCoreApplication::translate(
            "scep",
            "badMessageCheck (1): it could not check the message; with NDES mostly a wrong challenge");
    case 2:
        return QCoreApplication::translate(
            "scep",
            "badRequest (2): mostly a challenge that is wrong, used or expired, or a policy of the CA");
    case 3:
        return QCoreApplication::translate(
            "scep", "badTime (3): the signing time is too far from the server's clock");
    case 4:
        return QCoreApplication::translate("scep", "badCertId (4): it found no certificate for the request");
    default: return QCoreApplication::translate("scep", "failInfo %1, which no standard knows").arg(failInfo);
    }
}

JudgedReply judgeReply(const Reply& reply, const x509::PrivateKey& key, int generation)
{
    if (const QString fault = faultOf(reply); !fault.isEmpty())
        return refuse(fault);
    // With neither attribute a device goes on as if it had read success (Apple, SecSCEPVerifyReply).
    const QString status = reply.pkiStatus ? reply.pkiStatus->value : u"0"_s;
    if (!reply.pkiStatus && reply.messageType)
        return refuse(QCoreApplication::translate("scep", "The reply has no pkiStatus"));
    if (reply.pkiStatus && !reply.messageType)
        return refuse(QCoreApplication::translate("scep", "The reply has no messageType"));
    if (status == u"2")
        return refuse(failureText(reply));
    if (status == u"3")
        return {ReplyVerdict::Pending};
    if (status != u"0")
        return refuse(
            QCoreApplication::translate("scep", "The reply has pkiStatus %1, which is none of 0, 2 and 3")
                .arg(status.left(20)));
    return judgeContent(reply, key, generation);
}

std::vector<report::Finding> notesOn(const Reply& reply,
                                     const QByteArray& transactionId,
                                     const QByteArray& senderNonce)
{
    std::vector<report::Finding> notes;
    QStringList unsaid;
    if (!reply.messageType)
        unsaid << u"messageType"_s;
    if (!reply.pkiStatus)
        unsaid << u"pkiStatus"_s;
    if (!unsaid.isEmpty() && reply.signers == 1)
        notes.push_back(
            finding(remarks::replyUnsaid,
                    QCoreApplication::translate("scep", "The reply lacks %1").arg(unsaid.join(u", "_s)), {},
                    QCoreApplication::translate("scep", "messageType 3 and pkiStatus 0, 2 or 3")));
    if (reply.signers == 1 && !reply.transactionId)
        notes.push_back(
            finding(remarks::transaction,
                    QCoreApplication::translate("scep", "The reply bears no transactionID; a device does not "
                                                        "notice"),
                    {}, QString::fromLatin1(transactionId)));
    if (reply.signers == 1 && reply.recipientNonce.isEmpty())
        notes.push_back(
            finding(remarks::nonce,
                    QCoreApplication::translate("scep", "The reply has no recipientNonce; a device does not "
                                                        "notice"),
                    {}, QString::fromLatin1(senderNonce.toHex())));
    if (reply.transactionId && reply.transactionId->value.toLatin1() != transactionId)
        notes.push_back(
            finding(remarks::transaction,
                    QCoreApplication::translate("scep", "The reply bears another transactionID than the "
                                                        "request; a device does not notice"),
                    reply.transactionId->value.left(80), QString::fromLatin1(transactionId)));
    if (!reply.recipientNonce.isEmpty() && reply.recipientNonce != senderNonce)
        notes.push_back(
            finding(remarks::nonce,
                    QCoreApplication::translate("scep", "The reply's recipientNonce is not the nonce of "
                                                        "the request; a device does not notice"),
                    QString::fromLatin1(reply.recipientNonce.left(32).toHex()),
                    QString::fromLatin1(senderNonce.toHex())));
    if (reply.isSingleDes || reply.cipher.startsWith(u"des-ede3"))
        notes.push_back(
            finding(remarks::weakReply,
                    reply.isSingleDes
                        ? QCoreApplication::translate("scep", "The server encrypts its reply with single DES")
                        : QCoreApplication::translate("scep", "The server encrypts its reply with 3DES"),
                    reply.cipher, u"aes-128-cbc"_s));
    if (reply.digest == u"SHA1" || reply.digest == u"MD5")
        notes.push_back(finding(remarks::weakReply,
                                QCoreApplication::translate("scep", "The server signs its reply with %1")
                                    .arg(reply.digest == u"MD5" ? u"MD5"_s : u"SHA-1"_s),
                                reply.digest, u"SHA-256"_s));
    return notes;
}

}  // namespace scep
