// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/secret_input.h"
#include "core/delivery/mail_message.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace cli {

/// What `mail` takes.
struct MailOptions
{
    QStringList files;
    QStringList to;
    QString from;
    QString smtp;
    QString eml;
    QString language;
    QString subject;
    QString user;
    QString tokenFile;
    QString tokenVariable;
    QString roots;
    QString timeout;
    PasswordSource password;
    bool isClearAllowed = false;
    bool isConfirmed = false;
    Format format = Format::Text;
};

/// What is to be sent, and to whom.
struct MailJob
{
    QStringList paths;  ///< as they were given, one a package
    std::vector<delivery::Package> packages;
    std::vector<delivery::MailAddress> to;
    std::optional<delivery::MailAddress> from;
};

/// `{"path":…,"bytes":…,"sha256":…,"to":…,"status":…}`, with more where there is more to tell.
[[nodiscard]] QJsonObject mailResult(
    const QString& path, qsizetype bytes, const QByteArray& sha256, const QString& to, const QString& status);

/// `results` beside what went wrong with all of it.
[[nodiscard]] QJsonObject mailDocument(const QJsonArray& results);

/// Sends through a server. Returns the exit code.
int sendMail(const MailOptions& options, const MailJob& job);

}  // namespace cli
