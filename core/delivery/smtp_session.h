// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_address.h"
#include "core/delivery/smtp_failure.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace delivery {

/// What became of one message.
struct SmtpOutcome
{
    std::optional<SmtpVerdict> problem;  ///< nothing: the server has taken it
    bool isUncertain = false;            ///< the whole message was sent and no answer came
};

/// Called with the bytes of the message that have been sent; from the thread that sends.
using SentBytes = std::function<void(qint64)>;

/// Talks to one mail server, over one connection where the server lets it. Blocking; one thread at a time.
class SmtpSession
{
public:
    /// `account` has to outlive the session.
    explicit SmtpSession(const SmtpAccount& account);
    ~SmtpSession();
    SmtpSession(const SmtpSession&) = delete;
    SmtpSession& operator=(const SmtpSession&) = delete;

    /// Hands one message to the server, exactly once: nothing is tried again here. `message` is as
    /// writeMessage() makes it: no line begins with a dot. `stop` ends it at once.
    [[nodiscard]] SmtpOutcome send(const QByteArray& message,
                                   const MailAddress& from,
                                   const MailAddress& to,
                                   const SentBytes& sent,
                                   const std::stop_token& stop);

private:
    struct State;
    std::unique_ptr<State> d;
};

}  // namespace delivery
