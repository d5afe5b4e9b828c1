// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/mail_options.h"
#include "app/cli/input.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "core/delivery/smtp.h"
#include "core/report/writers.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

using delivery::SmtpAccount;

base::Result<std::chrono::seconds> readTimeout(const QString& text)
{
    constexpr int most = 3600;
    bool isNumber = false;
    const int seconds = text.toInt(&isNumber);
    if (!isNumber || seconds <= 0 || seconds > most)
        return usageError(
            QCoreApplication::translate("cli", "--timeout takes whole seconds, up to %1").arg(most));
    return std::chrono::seconds(seconds);
}

/// The password or token, asked for last: everything else is known to be right by then.
base::Result<> readSecret(const MailOptions& options, SmtpAccount& account)
{
    const bool hasPassword = !options.password.file.isEmpty() || !options.password.variable.isEmpty();
    const bool hasToken = !options.tokenFile.isEmpty() || !options.tokenVariable.isEmpty();
    if (hasPassword && hasToken)
        return usageError(QCoreApplication::translate("cli", "A password and a token exclude each other"));
    if (!options.tokenFile.isEmpty() && !options.tokenVariable.isEmpty())
        return usageError(
            QCoreApplication::translate("cli", "--token-file and --token-env exclude each other"));
    if (account.user.isEmpty()) {
        if (hasPassword || hasToken)
            return usageError(
                QCoreApplication::translate("cli", "A password or token without --user is nobody's"));
        return {};
    }
    PasswordSource source = options.password;
    if (hasToken) {
        account.proof = SmtpAccount::Proof::Token;
        source.file = options.tokenFile;
        source.variable = options.tokenVariable;
    }
    auto secret = readPassword(source, account.user);
    if (!secret)
        return secret.error();
    if (secret->bytes().contains('\0'))
        return usageError(QCoreApplication::translate("cli", "A password cannot have a NUL in it"));
    account.secret = *std::move(secret);
    return {};
}

base::Result<SmtpAccount> readAccount(const MailOptions& options)
{
    const auto server = delivery::SmtpServer::fromUrl(options.smtp);
    if (!server)
        return server.error();
    SmtpAccount account;
    account.server = *server;
    account.user = options.user.isEmpty() ? server->user : options.user;
    if (options.isClearAllowed)
        account.clear = SmtpAccount::Clear::Allowed;
    if (!options.timeout.isEmpty()) {
        const auto timeout = readTimeout(options.timeout);
        if (!timeout)
            return timeout.error();
        account.timeout = *timeout;
        account.lastTimeout = *timeout;
    }
    if (!options.roots.isEmpty()) {
        const auto roots = readRoots(options.roots);
        if (!roots)
            return roots.error();
        account.roots = roots->certificates;
    }
    return account;
}

/// The sender: named, or the account where that is an address.
base::Result<delivery::MailAddress> senderOf(const MailJob& job, const QString& user)
{
    if (job.from)
        return *job.from;
    if (auto address = delivery::MailAddress::fromString(user))
        return address;
    return usageError(QCoreApplication::translate("cli", "From whom is the mail?"),
                      QCoreApplication::translate("cli", "Name the sender with --from ADDRESS"));
}

QString statusOf(const delivery::Delivered& delivered)
{
    if (!delivered.failure)
        return u"sent"_s;
    if (delivered.isUncertain)
        return u"uncertain"_s;
    return delivered.failure->code == base::Error::Code::Cancelled ? u"cancelled"_s : u"failed"_s;
}

/// One line a recipient; what several have in common is said once for each of them, but once a message only.
void printStatus(const delivery::Delivered& delivered)
{
    if (!delivered.failure) {
        printText(QCoreApplication::translate("cli", "Sent to %1\n").arg(delivered.to));
        return;
    }
    base::Error error = *delivered.failure;
    error.message =
        delivered.isUncertain
            ? QCoreApplication::translate("cli", "It is uncertain whether it went to %1: %2")
                  .arg(delivered.to, error.message)
            : QCoreApplication::translate("cli", "Not sent to %1: %2").arg(delivered.to, error.message);
    printError(error);
}

int tell(const std::vector<delivery::Delivered>& results,
         const delivery::SmtpTarget& target,
         const MailOptions& options,
         const MailJob& job)
{
    QJsonArray rows;
    QStringList again;
    bool isAllSent = true;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const delivery::Delivered& delivered = results[i];
        const std::size_t which = i % job.packages.size();
        const QString status = statusOf(delivered);
        isAllSent = isAllSent && !delivered.failure;
        QJsonObject row =
            mailResult(job.paths[static_cast<qsizetype>(which)], job.packages[which].bytes.size(),
                       job.packages[which].sha256, delivered.to, status);
        const auto failure = target.failureOf(delivered.to.toLatin1());
        row.insert(u"reason"_s, failure ? QJsonValue(delivery::nameOf(*failure)) : QJsonValue());
        row.insert(u"error"_s,
                   delivered.failure ? QJsonValue(report::toJson(*delivered.failure)) : QJsonValue());
        rows.append(row);
        if (which != 0)
            continue;
        if (options.format == Format::Text || delivered.failure)
            printStatus(delivered);
        if (delivered.failure && !delivered.isUncertain)
            again << u"--to %1"_s.arg(delivered.to);
    }
    if (options.format == Format::Json)
        printJson(mailDocument(rows));
    if (!again.isEmpty() && again.size() < static_cast<qsizetype>(job.to.size()))
        printNote(QCoreApplication::translate("cli", "To send only what failed: %1").arg(again.join(u' ')));
    return isAllSent ? Done : Failed;
}

}  // namespace

int sendMail(const MailOptions& options, const MailJob& job)
{
    auto account = readAccount(options);
    if (!account)
        return fail(account.error(), options.format, mailDocument({}));
    const auto from = senderOf(job, account->user);
    if (!from)
        return fail(from.error(), options.format, mailDocument({}));
    if (const auto secret = readSecret(options, *account); !secret)
        return fail(secret.error(), options.format, mailDocument({}));
    if (options.isClearAllowed)
        printWarning(QCoreApplication::translate(
            "cli", "Where the server offers no STARTTLS, mail and password can be read on the way"));
    const QString language = options.language.isEmpty() ? QLocale().bcp47Name() : options.language;
    delivery::SmtpTarget target(*std::move(account), {*from, job.to, language, options.subject});
    const Interrupt interrupt;
    return tell(target.deliver(job.packages, interrupt.token()), target, options, job);
}

}  // namespace cli
