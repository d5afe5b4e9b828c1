// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/commands/mail_options.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/base/save_file.h"
#include "core/delivery/mail_client.h"
#include "core/delivery/steps.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

QString namesOf(const std::vector<delivery::MailAddress>& addresses)
{
    QStringList specs;
    for (const delivery::MailAddress& address : addresses)
        specs << QString::fromLatin1(address.spec());
    return specs.join(u", "_s);
}

/// What does not fit together, said before anything is read.
base::Result<> checkOptions(const MailOptions& options)
{
    if (options.to.isEmpty())
        return usageError(QCoreApplication::translate("cli", "Mail to whom?"),
                          QCoreApplication::translate("cli", "Name each recipient with --to ADDRESS"));
    if (!options.smtp.isEmpty() && !options.eml.isEmpty())
        return usageError(QCoreApplication::translate("cli", "--smtp and --eml exclude each other"));
    const bool hasSecret = !options.password.file.isEmpty() || !options.password.variable.isEmpty()
                           || !options.tokenFile.isEmpty() || !options.tokenVariable.isEmpty();
    const bool isForServer =
        hasSecret || !options.user.isEmpty() || !options.roots.isEmpty() || options.isClearAllowed;
    if (options.smtp.isEmpty() && isForServer)
        return usageError(QCoreApplication::translate(
            "cli", "--user, passwords, tokens, --roots and --allow-cleartext are for --smtp"));
    if (const auto fits = checkOutput(options.eml, options.format); !fits)
        return usageError(
            fits.error().message,
            QCoreApplication::translate("cli", "Name a file with --eml, or leave --format json out"));
    return {};
}

base::Result<MailJob> readJob(const MailOptions& options)
{
    MailJob job;
    for (const QString& text : options.to) {
        const auto address = delivery::MailAddress::fromString(text);
        if (!address)
            return address.error();
        job.to.push_back(*address);
    }
    if (!options.from.isEmpty()) {
        const auto from = delivery::MailAddress::fromString(options.from);
        if (!from)
            return from.error();
        job.from = *from;
    }
    if (delivery::hasControl(options.subject))
        return usageError(
            QCoreApplication::translate("cli", "A subject may not have a line end or a control character"));
    const schema::Store store;
    for (const QString& path : options.files) {
        const auto bytes = readInput(path);
        if (!bytes)
            return bytes.error();
        auto package = delivery::makePackage(*bytes, path == u"-" ? QString() : path, store);
        if (!package)
            return atFile(package.error(), path);
        job.paths << path;
        job.packages.push_back(*std::move(package));
    }
    return job;
}

/// Whether the person agrees to what mail does with a secret. Says who signed nothing.
base::Result<> confirm(const MailOptions& options, const MailJob& job)
{
    QStringList secrets;
    for (std::size_t i = 0; i < job.packages.size(); ++i) {
        const QString path = job.paths[static_cast<qsizetype>(i)];
        if (!job.packages[i].isSigned)
            printNote(
                QCoreApplication::translate("cli", "%1 is not signed, and the device will say so").arg(path));
        for (const QString& secret : job.packages[i].secrets)
            secrets << u"%1: %2"_s.arg(path, secret);
    }
    if (secrets.isEmpty())
        return {};
    const QString text =
        QCoreApplication::translate("cli", "Whoever can read the mail can read its secrets: %1")
            .arg(secrets.join(u", "_s));
    if (!options.isConfirmed)
        return usageError(
            text, QCoreApplication::translate(
                      "cli", "Encrypt the profile for its device, or let --yes send it all the same"));
    printWarning(text);
    return {};
}

/// Says so where the language that was asked for is none of ours.
void tellLanguage(const QString& wanted)
{
    const QString primary = QString(wanted).replace(u'_', u'-').section(u'-', 0, 0).toLower();
    const QString spoken = delivery::spokenLanguage(wanted);
    if (!wanted.isEmpty() && primary != spoken)
        printNote(QCoreApplication::translate(
                      "cli", "There is no text in “%1”, so the message is in English. There is: %2")
                      .arg(wanted, delivery::stepLanguages().join(u", "_s)));
}

delivery::MailMessage compose(const MailOptions& options, const MailJob& job)
{
    const QString language = options.language.isEmpty() ? QLocale().bcp47Name() : options.language;
    delivery::MailMessage message = delivery::composeMail(job.packages, language, options.subject);
    message.from = job.from;
    message.to = job.to;
    return message;
}

int writeDraft(const MailOptions& options, const MailJob& job)
{
    delivery::MailMessage message = compose(options, job);
    message.date = QDateTime::currentDateTime();
    message.id = delivery::makeMessageId(job.from ? job.from->host : "localhost");
    const auto bytes = delivery::writeMessage(message, delivery::MailForm::Draft);
    if (!bytes)
        return fail(bytes.error(), options.format, mailDocument({}));
    if (const auto written = writeResult(options.eml, *bytes); !written)
        return fail(written.error(), options.format, mailDocument({}));
    if (options.format == Format::Json) {
        QJsonObject result = mailResult(options.eml, bytes->size(),
                                        QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256),
                                        namesOf(job.to), u"written"_s);
        result.insert(u"files"_s, QJsonArray::fromStringList(job.paths));
        printJson(mailDocument({result}));
    }
    return Done;
}

/// A folder that goes when the session does, for files that exist under no name of their own.
base::Result<QString> makeOutbox()
{
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    QTemporaryDir folder((runtime.isEmpty() ? QDir::tempPath() : runtime) + u"/profilewright-mail-XXXXXX"_s);
    if (!folder.isValid())
        return base::Error{base::Error::Code::Denied,
                           QCoreApplication::translate("cli", "There is no place for the attachment"),
                           folder.errorString()};
    folder.setAutoRemove(false);
    return folder.path();
}

/// Attachments where a mail program can read them under their names.
struct Files
{
    QStringList paths;
    QString outbox;  ///< made for them; empty when the files themselves did
};

base::Result<Files> filesFor(const delivery::MailMessage& message, const MailJob& job)
{
    Files files;
    for (std::size_t i = 0; i < message.attachments.size(); ++i) {
        const delivery::MailAttachment& attachment = message.attachments[i];
        const QFileInfo given(job.paths[static_cast<qsizetype>(i)]);
        if (given.isFile() && given.fileName() == attachment.fileName) {
            files.paths << given.absoluteFilePath();
            continue;
        }
        if (files.outbox.isEmpty()) {
            const auto made = makeOutbox();
            if (!made)
                return made.error();
            files.outbox = *made;
        }
        files.paths << files.outbox + u'/' + attachment.fileName;
        if (const auto written =
                base::saveFile(files.paths.back(), attachment.bytes, base::Access::OwnerOnly);
            !written)
            return written.error();
    }
    return files;
}

int openInMailProgram(const MailOptions& options, const MailJob& job)
{
    const delivery::MailMessage message = compose(options, job);
    const auto files = filesFor(message, job);
    if (!files)
        return fail(files.error(), options.format, mailDocument({}));
    const delivery::MailDraft draft{job.to, message.subject, message.body, files->paths};
    const delivery::HandedOver handed = delivery::handOver(draft, delivery::waysHere(), {});
    for (const delivery::MailAttempt& attempt : handed.failed)
        printNote(u"%1: %2"_s.arg(attempt.name, attempt.error.message));
    if (handed.by.isEmpty()) {
        if (!files->outbox.isEmpty())
            QDir(files->outbox).removeRecursively();
        return fail(
            {base::Error::Code::NotFound,
             QCoreApplication::translate("cli", "No mail program took the message"),
             {},
             QCoreApplication::translate("cli", "Write a draft with --eml FILE, or send it with --smtp URL")},
            options.format, mailDocument({}));
    }
    QJsonArray results;
    for (std::size_t i = 0; i < job.packages.size(); ++i) {
        QJsonObject result = mailResult(job.paths[static_cast<qsizetype>(i)], job.packages[i].bytes.size(),
                                        job.packages[i].sha256, namesOf(job.to), u"handed-over"_s);
        result.insert(u"by"_s, handed.by);
        results.append(result);
    }
    if (options.format == Format::Json)
        printJson(mailDocument(results));
    printNote(QCoreApplication::translate(
                  "cli", "%1 has the message; look whether the attachment is there, and send it")
                  .arg(handed.by));
    return Done;
}

int run(const MailOptions& options)
{
    if (const auto fits = checkOptions(options); !fits)
        return fail(fits.error(), options.format, mailDocument({}));
    const auto job = readJob(options);
    if (!job)
        return fail(job.error(), options.format, mailDocument({}));
    if (const auto agreed = confirm(options, *job); !agreed)
        return fail(agreed.error(), options.format, mailDocument({}));
    tellLanguage(options.language);
    if (!options.smtp.isEmpty())
        return sendMail(options, *job);
    return options.eml.isEmpty() ? openInMailProgram(options, *job) : writeDraft(options, *job);
}

void declareServer(Arguments& arguments, MailOptions& options)
{
    arguments.option("--smtp", "URL", options.smtp,
                     QCoreApplication::translate("cli",
                                                 "Send through this server: smtps://HOST, or smtp://HOST "
                                                 "with STARTTLS; USER@ may stand before HOST"));
    arguments.option("--user", "NAME", options.user,
                     QCoreApplication::translate("cli", "Sign in to the server with this name"));
    options.password.declare(arguments);
    arguments.option("--token-file", "FILE", options.tokenFile,
                     QCoreApplication::translate("cli", "Read a token for XOAUTH2 from this file"));
    arguments.option(
        "--token-env", "NAME", options.tokenVariable,
        QCoreApplication::translate("cli", "Read a token for XOAUTH2 from this environment variable"));
    arguments.option(
        "--roots", "PEM", options.roots,
        QCoreApplication::translate("cli", "Certificates to trust beside this computer's certificate store"));
    arguments.flag(
        "--allow-cleartext", options.isClearAllowed,
        QCoreApplication::translate(
            "cli", "Send even if the server offers no STARTTLS: mail and password can be read on the way"));
    arguments.option("--timeout", "SECONDS", options.timeout,
                     QCoreApplication::translate("cli", "How long to wait for each answer of the server"));
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<MailOptions>();
    arguments.positionals("FILE", options->files,
                          QCoreApplication::translate("cli", "The profiles: all of them go in one message"));
    arguments.list("--to", "ADDRESS", options->to,
                   QCoreApplication::translate("cli", "A recipient; may be given again and again"));
    arguments.option(
        "--from", "ADDRESS", options->from,
        QCoreApplication::translate("cli", "The sender; with --smtp the user, if that is an address"));
    declareServer(arguments, *options);
    arguments.option(
        "--eml", "FILE", options->eml,
        QCoreApplication::translate("cli", "Write a draft that mail programs open; - is standard output"));
    arguments.option("--language", "TAG", options->language,
                     QCoreApplication::translate("cli", "The recipient's language, such as de or fr-CH"));
    arguments.option("--subject", "TEXT", options->subject,
                     QCoreApplication::translate("cli", "The subject instead of one of our own"));
    arguments.flag(
        "--yes", options->isConfirmed,
        QCoreApplication::translate("cli", "Send secrets of the profile in a mail, which others may read"));
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

QJsonObject mailResult(
    const QString& path, qsizetype bytes, const QByteArray& sha256, const QString& to, const QString& status)
{
    return {{u"path"_s, path},
            {u"bytes"_s, bytes},
            {u"sha256"_s, QString::fromLatin1(sha256.toHex())},
            {u"to"_s, to},
            {u"status"_s, status}};
}

QJsonObject mailDocument(const QJsonArray& results)
{
    return {{u"results"_s, results}, {u"error"_s, QJsonValue::Null}};
}

const Command mailCommand{"mail", QT_TRANSLATE_NOOP("cli", "Send profiles by mail, or make a draft of one"),
                          declare};

}  // namespace cli
