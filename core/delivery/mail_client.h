// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_message.h"
#include "core/delivery/target.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace delivery {

/// A message to be handed to a mail program, which shows it before anything is sent.
struct MailDraft
{
    std::vector<MailAddress> to;
    QString subject;
    QString body;
    QStringList files;  ///< paths; they have to stay where they are until the program has read them
};

/// One of the ways in which this computer opens a message in a mail program.
struct MailWay
{
    QString id;    ///< "portal", "xdg-email", "mapi", "sharing-service"
    QString name;  ///< as the person knows it, translated
    Readiness readiness;
    /// Opens the message; blocking, but returns as soon as the program has it. That the attachment really
    /// came along is known to nobody but whoever looks: no system says so. Denied, Unsupported or NotFound:
    /// the next way may do; Cancelled: the person closed it, or `stop`.
    std::function<base::Result<>(const MailDraft& draft, const std::stop_token& stop)> open;
};

/// The ways of this system, the best first, also those that are not ready. Asks the desktop, so it may take
/// a second.
[[nodiscard]] std::vector<MailWay> waysHere();

/// A way that was tried, and why it did not do.
struct MailAttempt
{
    QString name;
    base::Error error;
};

/// What came of handing a message over.
struct HandedOver
{
    QString by;                       ///< MailWay::name of the one that took it; empty: none did
    std::vector<MailAttempt> failed;  ///< those before it, in order
};

/// Tries `ways` in order until one takes the message; a Cancelled ends it.
[[nodiscard]] HandedOver handOver(const MailDraft& draft,
                                  const std::vector<MailWay>& ways,
                                  const std::stop_token& stop);

}  // namespace delivery
