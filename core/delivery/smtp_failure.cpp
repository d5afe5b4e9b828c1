// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/smtp_failure.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Code = base::Error::Code;
using Stage = SmtpDialogue::Stage;

constexpr int closing = 421;
constexpr int fullForNow = 452;
constexpr int loginNeeded = 530;
constexpr int tooMuch = 552;

/// What is needed to word a verdict.
struct Circumstances
{
    const SmtpDialogue& dialogue;
    const SmtpAccount& account;
    QString recipient;
    QString detail;

    [[nodiscard]] QString server() const { return account.server.toString(); }
    /// What the server said, to be told as it is; empty when it said nothing.
    [[nodiscard]] QString answer() const
    {
        if (dialogue.code() == 0)
            return {};
        const QString text = withoutSecret(dialogue.text(), account);
        return QCoreApplication::translate("delivery", "The server says: %1")
            .arg(text.isEmpty() ? QString::number(dialogue.code())
                                : u"%1 %2"_s.arg(dialogue.code()).arg(text));
    }
    [[nodiscard]] SmtpVerdict verdict(SmtpFailure failure, Code code, const QString& message) const
    {
        return {failure, {code, message, detail, answer()}};
    }
};

bool isMailboxFull(const SmtpDialogue& dialogue) { return dialogue.enhancedCode().endsWith(u".2.2"); }

bool isTooLarge(const SmtpDialogue& dialogue)
{
    const QString code = dialogue.enhancedCode();
    return code.endsWith(u".3.4") || code.endsWith(u".2.3");
}

/// Whether the no holds for now only (RFC 5321 §4.2.1) and is of the server: a mailbox that is full and a
/// message that is too large are told apart.
bool isForNow(const SmtpDialogue& dialogue)
{
    const int code = dialogue.code();
    if (code / 100 != 4)
        return false;
    const Stage stage = dialogue.stage();
    const bool isMailboxNamed =
        stage == Stage::Recipient || stage == Stage::Data || stage == Stage::Body || stage == Stage::End;
    if (code == closing || (!isMailboxNamed && !isTooLarge(dialogue)))
        return true;
    if (code != fullForNow)
        return !isMailboxFull(dialogue);
    // Alone it may be said of either; what more it says may be of the server's disk, or of too many at once.
    return !dialogue.enhancedCode().isEmpty() && !isMailboxFull(dialogue) && !isTooLarge(dialogue);
}

SmtpVerdict tooLarge(const Circumstances& at)
{
    return at.verdict(
        SmtpFailure::TooLarge, Code::InvalidInput,
        QCoreApplication::translate("delivery", "The message is larger than %1 takes").arg(at.server()));
}

SmtpVerdict mailboxFull(const Circumstances& at)
{
    return at.verdict(SmtpFailure::MailboxFull, Code::Denied,
                      QCoreApplication::translate("delivery", "The mailbox of %1 is full").arg(at.recipient));
}

SmtpVerdict refusedSender(const Circumstances& at)
{
    if (at.dialogue.code() == loginNeeded)
        return at.verdict(
            SmtpFailure::LoginNeeded, Code::Denied,
            QCoreApplication::translate("delivery", "%1 takes nothing without name and password")
                .arg(at.server()));
    // Before it has seen anything of the message, its size is all it can mean.
    if (at.dialogue.code() == tooMuch || isTooLarge(at.dialogue))
        return tooLarge(at);
    return at.verdict(SmtpFailure::RefusedSender, Code::Denied,
                      QCoreApplication::translate("delivery", "%1 refuses the sender").arg(at.server()));
}

SmtpVerdict refusedRecipient(const Circumstances& at)
{
    if (isTooLarge(at.dialogue))
        return tooLarge(at);
    const int code = at.dialogue.code();
    if (code == fullForNow || code == tooMuch || isMailboxFull(at.dialogue))
        return mailboxFull(at);
    return at.verdict(SmtpFailure::RefusedRecipient, Code::Denied,
                      QCoreApplication::translate("delivery", "%1 refuses the recipient %2")
                          .arg(at.server(), at.recipient));
}

SmtpVerdict refusedMessage(const Circumstances& at)
{
    const int code = at.dialogue.code();
    if (isMailboxFull(at.dialogue) || (code == fullForNow && !isTooLarge(at.dialogue)))
        return mailboxFull(at);
    if (code == tooMuch || isTooLarge(at.dialogue))
        return tooLarge(at);
    return at.verdict(SmtpFailure::RefusedMessage, Code::Denied,
                      QCoreApplication::translate("delivery", "%1 refuses the message").arg(at.server()));
}

/// The server's own no.
SmtpVerdict refused(const Circumstances& at)
{
    if (isForNow(at.dialogue))
        return at.verdict(SmtpFailure::Busy, Code::Network,
                          QCoreApplication::translate("delivery", "%1 does not take it now; try again later")
                              .arg(at.server()));
    switch (at.dialogue.stage()) {
    case Stage::Sender: return refusedSender(at);
    case Stage::Recipient: return refusedRecipient(at);
    case Stage::Connect:
    case Stage::Hello:
    case Stage::Tls:
    case Stage::Login:
        return at.verdict(
            SmtpFailure::RefusedMessage, Code::Denied,
            QCoreApplication::translate("delivery", "%1 refuses to talk to this computer").arg(at.server()));
    case Stage::Data:
    case Stage::Body:
    case Stage::End: break;
    }
    return refusedMessage(at);
}

SmtpVerdict login(const Circumstances& at)
{
    const bool isToken = at.account.proof == SmtpAccount::Proof::Token;
    const int code = at.dialogue.code();
    if (at.dialogue.isStranger()) {
        SmtpVerdict verdict = at.verdict(
            SmtpFailure::NoCommonLogin, Code::Unsupported,
            QCoreApplication::translate("delivery", "%1 offers no way to sign in").arg(at.server()));
        verdict.error.hint = QCoreApplication::translate(
            "delivery", "Leave the user out to send without signing in, if the server takes that");
        return verdict;
    }
    if (at.dialogue.stage() != Stage::Login)
        return at.verdict(
            SmtpFailure::NoCommonLogin, Code::Unsupported,
            isToken ? QCoreApplication::translate("delivery", "%1 takes no token to sign in with")
                          .arg(at.server())
                    : QCoreApplication::translate("delivery", "%1 knows no way to sign in that is known here")
                          .arg(at.server()));
    if (code / 100 == 4)
        return refused(at);
    SmtpVerdict verdict =
        at.verdict(SmtpFailure::WrongPassword, Code::Denied,
                   isToken ? QCoreApplication::translate("delivery", "%1 does not accept the token of %2")
                                 .arg(at.server(), at.account.user)
                           : QCoreApplication::translate("delivery", "%1 does not accept the password of %2")
                                 .arg(at.server(), at.account.user));
    const QString advice =
        isToken ? QCoreApplication::translate(
            "delivery", "Tokens run out, mostly within an hour: get a new one that may send mail")
                : QCoreApplication::translate(
                    "delivery",
                    "Accounts of Google and Microsoft take a token or an app password, not the one of the "
                    "account");
    verdict.error.hint = verdict.error.hint.isEmpty() ? advice : verdict.error.hint + u"; "_s + advice;
    return verdict;
}

/// What is to be said beside the failure of a message that may have arrived all the same.
void warnOfSecondCopy(SmtpVerdict& verdict)
{
    verdict.error.hint = QCoreApplication::translate(
        "delivery", "The whole message had been sent: ask whether it arrived before it is sent again");
}

SmtpVerdict judgeEnd(SmtpEnd end, const Circumstances& at)
{
    const QString server = at.server();
    switch (end) {
    case SmtpEnd::Answered: return refused(at);
    case SmtpEnd::Login: return login(at);
    case SmtpEnd::NoHost:
        return at.verdict(SmtpFailure::Unreachable, Code::Network,
                          QCoreApplication::translate("delivery", "There is no host %1").arg(server));
    case SmtpEnd::NoConnection:
        return at.verdict(SmtpFailure::Unreachable, Code::Network,
                          QCoreApplication::translate("delivery", "%1 gives no answer").arg(server));
    case SmtpEnd::Refused:
        return at.verdict(SmtpFailure::Unreachable, Code::Network,
                          QCoreApplication::translate("delivery", "%1 refuses connections").arg(server));
    case SmtpEnd::Untrusted:
        return {SmtpFailure::UntrustedCertificate,
                {Code::Denied,
                 QCoreApplication::translate("delivery", "The certificate of %1 is not trusted").arg(server),
                 at.detail, at.detail}};
    case SmtpEnd::NoStartTls:
        return at.verdict(
            SmtpFailure::NoStartTls, Code::Denied,
            QCoreApplication::translate("delivery", "%1 offers no STARTTLS, so nothing was sent")
                .arg(server));
    case SmtpEnd::Tls:
        return {SmtpFailure::Tls,
                {Code::Network,
                 QCoreApplication::translate("delivery", "There is no TLS with %1").arg(server), at.detail,
                 at.detail}};
    case SmtpEnd::Timeout:
        return at.verdict(SmtpFailure::Timeout, Code::Network,
                          QCoreApplication::translate("delivery", "%1 took too long").arg(server));
    case SmtpEnd::Cut:
        return at.verdict(
            SmtpFailure::Cut, Code::Network,
            QCoreApplication::translate("delivery", "The connection to %1 was cut").arg(server));
    case SmtpEnd::Cancelled:
        return at.verdict(SmtpFailure::Cancelled, Code::Cancelled,
                          QCoreApplication::translate("delivery", "Cancelled"));
    case SmtpEnd::Internal: break;
    }
    return at.verdict(
        SmtpFailure::Internal, Code::Internal,
        QCoreApplication::translate("delivery", "The message could not be handed to %1").arg(server));
}

}  // namespace

QString nameOf(SmtpFailure failure)
{
    switch (failure) {
    case SmtpFailure::Unreachable: return u"unreachable"_s;
    case SmtpFailure::UntrustedCertificate: return u"untrusted-certificate"_s;
    case SmtpFailure::NoStartTls: return u"no-starttls"_s;
    case SmtpFailure::Tls: return u"tls"_s;
    case SmtpFailure::WrongPassword: return u"wrong-password"_s;
    case SmtpFailure::NoCommonLogin: return u"no-common-login"_s;
    case SmtpFailure::LoginNeeded: return u"login-needed"_s;
    case SmtpFailure::RefusedSender: return u"refused-sender"_s;
    case SmtpFailure::RefusedRecipient: return u"refused-recipient"_s;
    case SmtpFailure::MailboxFull: return u"mailbox-full"_s;
    case SmtpFailure::TooLarge: return u"too-large"_s;
    case SmtpFailure::RefusedMessage: return u"refused-message"_s;
    case SmtpFailure::Busy: return u"busy"_s;
    case SmtpFailure::Cut: return u"cut"_s;
    case SmtpFailure::Timeout: return u"timeout"_s;
    case SmtpFailure::Cancelled: return u"cancelled"_s;
    case SmtpFailure::Internal: break;
    }
    return u"internal"_s;
}

bool concernsAll(SmtpFailure failure)
{
    switch (failure) {
    case SmtpFailure::Unreachable:
    case SmtpFailure::UntrustedCertificate:
    case SmtpFailure::NoStartTls:
    case SmtpFailure::Tls:
    case SmtpFailure::WrongPassword:
    case SmtpFailure::NoCommonLogin:
    case SmtpFailure::LoginNeeded:
    case SmtpFailure::Cancelled: return true;
    case SmtpFailure::RefusedSender:
    case SmtpFailure::RefusedRecipient:
    case SmtpFailure::MailboxFull:
    case SmtpFailure::TooLarge:
    case SmtpFailure::RefusedMessage:
    case SmtpFailure::Busy:
    case SmtpFailure::Cut:
    case SmtpFailure::Timeout:
    case SmtpFailure::Internal: break;
    }
    return false;
}

SmtpVerdict judge(SmtpEnd end,
                  const SmtpDialogue& dialogue,
                  const SmtpAccount& account,
                  const QString& recipient,
                  const QString& detail)
{
    const Circumstances at{dialogue, account, recipient, withoutSecret(detail, account)};
    SmtpVerdict verdict = judgeEnd(end, at);
    if (dialogue.isOpen())
        warnOfSecondCopy(verdict);
    return verdict;
}

QString withoutSecret(QString text, const SmtpAccount& account)
{
    if (account.secret.isEmpty())
        return text;
    static const QRegularExpression encoded(u"[A-Za-z0-9+/]{4,}={0,2}"_s);
    const auto mask = u"•••"_s;
    const QByteArray& secret = account.secret.bytes();
    text.replace(QString::fromUtf8(secret), mask);
    for (QRegularExpressionMatch word = encoded.match(text); word.hasMatch();) {
        const bool isSecret = QByteArray::fromBase64(word.captured().toLatin1()).contains(secret);
        if (isSecret)
            text.replace(word.capturedStart(), word.capturedLength(), mask);
        word = encoded.match(text, word.capturedStart() + (isSecret ? mask.size() : word.capturedLength()));
    }
    return text;
}

}  // namespace delivery
