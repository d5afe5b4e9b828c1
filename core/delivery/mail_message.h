// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_address.h"
#include "core/delivery/package.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace delivery {

struct MailAttachment
{
    QString fileName;
    QByteArray type;
    QByteArray bytes;
};

/// A message with all that goes into it; nothing is taken from the clock or from chance.
struct MailMessage
{
    std::optional<MailAddress> from;  ///< a draft may leave it to the mail program
    std::vector<MailAddress> to;
    QString subject;
    QString body;      ///< lines that end with LF
    QString language;  ///< of the body, a BCP 47 tag; empty: not said
    std::vector<MailAttachment> attachments;
    QDateTime date;
    QByteArray id;  ///< of Message-ID, without the angle brackets
};

/// What a message is written for.
enum class MailForm {
    Sent,   ///< handed to a server
    Draft,  ///< opened in a mail program, to be looked at and sent from there (X-Unsent)
};

/// `packages` as a message: attached, with the steps for whoever gets it, in `language` (as stepsFor() takes
/// it) or English. Without addresses, date and id. `subject` empty: the title of the steps.
[[nodiscard]] MailMessage composeMail(const std::vector<Package>& packages,
                                      const QString& language,
                                      const QString& subject = {});

/// The bytes of a message: RFC 5322 and MIME, ASCII only, lines of at most 998 characters that end with CRLF.
/// InvalidInput: a CR, LF or other control character in a field of the header, or nobody to send it.
[[nodiscard]] base::Result<QByteArray> writeMessage(const MailMessage& message, MailForm form);

/// A new id for a message from `host`, by chance.
[[nodiscard]] QByteArray makeMessageId(const QByteArray& host);

}  // namespace delivery
