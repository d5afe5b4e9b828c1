// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/delivery/smtp_account.h"
#include "core/delivery/smtp_dialogue.h"

#include <QString>

namespace delivery {

/// Why a message did not go, told apart as far as somebody else has to do something else.
enum class SmtpFailure {
    Unreachable,           ///< no such host, nobody there
    UntrustedCertificate,  ///< of the server: unknown CA, expired, another name
    NoStartTls,            ///< not offered, or taken back
    Tls,                   ///< the handshake failed otherwise
    WrongPassword,         ///< or token
    NoCommonLogin,         ///< the server knows no way to sign in that is known here
    LoginNeeded,           ///< it takes nothing from strangers
    RefusedSender,
    RefusedRecipient,
    MailboxFull,
    TooLarge,
    RefusedMessage,  ///< after it had seen it, or all of this client
    Busy,            ///< it may take it later
    Cut,             ///< the connection ended
    Timeout,
    Cancelled,
    Internal,
};

/// "wrong-password": for JSON.
[[nodiscard]] QString nameOf(SmtpFailure failure);

/// Whether every other message would fail in the same way, so that trying costs time or locks an account.
[[nodiscard]] bool concernsAll(SmtpFailure failure);

/// How the attempt ended in the eyes of the transport below the dialogue.
enum class SmtpEnd {
    Answered,  ///< the server's word decides
    NoHost,
    NoConnection,
    Refused,  ///< the host is there, and nobody listens at that port
    Untrusted,
    NoStartTls,
    Tls,
    Login,
    Timeout,
    Cut,
    Cancelled,
    Internal,
};

struct SmtpVerdict
{
    SmtpFailure failure = SmtpFailure::Internal;
    base::Error error;
};

/// What went wrong, from how it ended and what was said. `detail` is the transport's own text; neither it nor
/// what the server says gets into the error with the account's secret in it.
[[nodiscard]] SmtpVerdict judge(SmtpEnd end,
                                const SmtpDialogue& dialogue,
                                const SmtpAccount& account,
                                const QString& recipient,
                                const QString& detail);

/// `text` with the account's secret masked, also where it stands in Base64, in which it crosses the line.
[[nodiscard]] QString withoutSecret(QString text, const SmtpAccount& account);

}  // namespace delivery
