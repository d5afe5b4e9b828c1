// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_message.h"
#include "core/delivery/smtp_account.h"
#include "core/delivery/smtp_failure.h"
#include "core/delivery/target.h"

#include <functional>
#include <map>

namespace delivery {

/// How far a delivery to several mailboxes has come.
struct MailProgress
{
    std::size_t recipient = 0;   ///< the one whose message is on its way, from 0
    std::size_t recipients = 0;  ///< how many there are
    qint64 sent = 0;             ///< bytes of that message
    qint64 size = 0;
};

/// Profiles by mail through a server: one message a recipient, with all packages in it.
///
/// A connection that breaks before the whole message is out is tried once more. Nothing else is by itself;
/// deliver() again sends what failed, and never what went or is uncertain: that answers as it did before.
/// Once the server lets nobody in, nobody else is tried in that call.
class SmtpTarget : public Target
{
public:
    struct Settings
    {
        MailAddress from;
        std::vector<MailAddress> to;  ///< somebody named twice gets it once
        QString language;             ///< of the message, as stepsFor() takes it
        QString subject;              ///< empty: one of our own
        /// From the thread that delivers.
        std::function<void(const MailProgress&)> progress = {};
    };

    SmtpTarget(SmtpAccount account, Settings settings);

    [[nodiscard]] Readiness readiness(const std::vector<Package>& packages) const override;
    [[nodiscard]] std::vector<Delivered> deliver(const std::vector<Package>& packages,
                                                 const std::stop_token& stop) override;

    /// Why the last deliver() failed for `recipient`, MailAddress::spec(); nothing when it did not.
    [[nodiscard]] std::optional<SmtpFailure> failureOf(const QByteArray& recipient) const;

private:
    struct Answer
    {
        std::optional<SmtpVerdict> problem;
        bool isUncertain = false;
        [[nodiscard]] bool isFinal() const { return !problem || isUncertain; }
    };

    [[nodiscard]] base::Result<QByteArray> messageFor(const MailMessage& letter, const MailAddress& to) const;

    SmtpAccount m_account;
    Settings m_settings;
    std::map<QByteArray, Answer> m_last;  ///< by recipient
    std::map<QByteArray, Answer> m_kept;  ///< by recipient and content: what is not to be sent again
};

}  // namespace delivery
