// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/ndes_options.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/base/save_file.h"
#include "core/http/qt_transport.h"
#include "core/ndes/fetch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonObject>

#include <cstdio>
#include <optional>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

bool isOnTerminal()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
#else
    return false;
#endif
}

/// The first letter of a line from the terminal; NUL when there is none.
char firstLetterTyped()
{
    const int first = std::fgetc(stdin);
    for (int next = first; next != '\n' && next != EOF;)
        next = std::fgetc(stdin);
    return first == EOF ? '\0' : static_cast<char>(first);
}

QString slotWarning()
{
    return QCoreApplication::translate("cli",
                                       "A challenge takes one of the server's slots (%1 unless PasswordMax "
                                       "says otherwise) until it is used or has expired")
        .arg(ndes::defaultSlots);
}

QString clearWarning()
{
    return QCoreApplication::translate("cli",
                                       "The address is not https: the challenge crosses the network in "
                                       "clear, and so does the password if the server asks for it by Basic");
}

/// Whether the person agrees to what cannot be taken back.
base::Result<> confirm(const NdesOptions& options, const ndes::Addresses& addresses)
{
    const bool isClear = addresses.admin.scheme() == u"http";
    if (options.isConfirmed) {
        if (isClear)
            printWarning(clearWarning());
        return {};
    }
    if (options.answerFormat() != Format::Text || !isOnTerminal())
        return usageError(slotWarning(), QCoreApplication::translate("cli", "--yes takes it"));
    printNote(slotWarning());
    if (isClear)
        printWarning(clearWarning());
    static_cast<void>(
        std::fputs(qUtf8Printable(QCoreApplication::translate("cli", "Fetch a challenge from %1? [y/N] ")
                                      .arg(addresses.admin.toString())),
                   stderr));
    const char letter = firstLetterTyped();
    if (letter == 'y' || letter == 'Y')
        return {};
    return base::Error{base::Error::Code::Cancelled,
                       QCoreApplication::translate("cli", "Nothing was fetched")};
}

QJsonValue moment(const QDateTime& time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODate)) : QJsonValue();
}

/// What is told of a challenge; the challenge itself only where it goes nowhere else.
QJsonObject toJson(const ndes::Challenge& challenge, const QDateTime& now, const QString& output)
{
    QJsonObject json{
        {u"page"_s, ndes::nameOf(ndes::PageKind::Challenge)},
        {u"challenge"_s,
         output.isEmpty() ? QJsonValue(QString::fromLatin1(challenge.value.bytes())) : QJsonValue()},
        {u"caThumbprint"_s, challenge.caThumbprint.isEmpty()
                                ? QJsonValue()
                                : QJsonValue(QString::fromLatin1(challenge.caThumbprint.toHex()))},
        {u"reading"_s, ndes::nameOf(challenge.reading)},
        {u"use"_s, ndes::nameOf(challenge.use)},
        {u"validityMinutes"_s,
         challenge.validity ? QJsonValue(qint64(challenge.validity->count())) : QJsonValue()},
        {u"fetchedAt"_s, moment(challenge.fetchedAt)},
        {u"expiresAt"_s, moment(challenge.expiresAt())},
        {u"state"_s,
         challenge.fetchedAt.isValid() ? QJsonValue(ndes::nameOf(challenge.state(now))) : QJsonValue()}};
    if (!output.isEmpty())
        json.insert(u"path"_s, output);
    return json;
}

QString lifeOf(const ndes::Challenge& challenge)
{
    if (challenge.use == ndes::Use::Repeated)
        return QCoreApplication::translate("cli", "for any number of devices, and does not expire");
    const auto minutes = challenge.validity.value_or(ndes::defaultValidity).count();
    const QString once = QCoreApplication::translate("cli", "for one device, %1 min").arg(minutes);
    const QDateTime end = challenge.expiresAt();
    return end.isValid()
               ? QCoreApplication::translate("cli", "%1, until %2").arg(once, end.toString(Qt::ISODate))
               : once;
}

QString toText(const ndes::Challenge& challenge)
{
    QStringList lines{
        QCoreApplication::translate("cli", "Challenge: %1").arg(QString::fromLatin1(challenge.value.bytes())),
        QCoreApplication::translate("cli", "Valid:     %1").arg(lifeOf(challenge))};
    if (!challenge.caThumbprint.isEmpty())
        lines << QCoreApplication::translate("cli", "CA:        MD5 %1")
                     .arg(QString::fromLatin1(challenge.caThumbprint.toHex().toUpper()));
    return lines.join(u'\n') + u'\n';
}

/// The challenge alone, in a file for its owner's eyes.
base::Result<> write(const ndes::Challenge& challenge, const QString& path)
{
    const base::Secret line(challenge.value.bytes() + '\n');
    if (path == u"-") {
        printBytes(line.bytes());
        return {};
    }
    auto saved = base::saveFile(path, line.bytes(), base::Access::OwnerOnly);
    if (saved)
        return saved;
    base::Error error = saved.error();
    error.hint =
        QCoreApplication::translate("cli", "The challenge is lost, and keeps its slot until it expires");
    return error;
}

/// Tells a challenge, however it was come by.
int tell(const ndes::Challenge& challenge, const QDateTime& now, const NdesOptions& options, QJsonObject more)
{
    if (challenge.reading == ndes::Reading::Shape)
        printNote(QCoreApplication::translate("cli",
                                              "The page is in another language and was read by its form: "
                                              "compare the challenge with the page"));
    if (!options.output.isEmpty()) {
        if (const auto written = write(challenge, options.output); !written)
            return fail(written.error(), options.answerFormat(), std::move(more));
    }
    if (options.answerFormat() == Format::Json) {
        const QJsonObject told = toJson(challenge, now, options.output);
        for (auto it = told.begin(); it != told.end(); ++it)
            more.insert(it.key(), it.value());
        more.insert(u"error"_s, QJsonValue::Null);
        printJson(std::move(more));
    } else if (options.output.isEmpty()) {
        printText(toText(challenge));
    } else {
        printNote(QCoreApplication::translate("cli", "The challenge is good %1").arg(lifeOf(challenge)));
    }
    return Done;
}

QJsonObject withoutChallenge(const std::optional<ndes::PageKind>& page)
{
    return {{u"challenge"_s, QJsonValue::Null},
            {u"page"_s, page ? QJsonValue(ndes::nameOf(*page)) : QJsonValue()}};
}

/// Name and password of the account that asks; nothing when none was named.
base::Result<std::optional<http::Credentials>> credentialsOf(const NdesOptions& options)
{
    if (options.user.isEmpty()) {
        if (!options.password.file.isEmpty() || !options.password.variable.isEmpty())
            return usageError(QCoreApplication::translate("cli", "A password without --user is nobody's"));
        return std::optional<http::Credentials>();
    }
    auto password = readPassword(options.password, options.user);
    if (!password)
        return password.error();
    return std::optional(http::Credentials{options.user, *std::move(password)});
}

}  // namespace

int fetchNdesChallenge(const NdesOptions& options)
{
    const Format format = options.answerFormat();
    QJsonObject document = withoutChallenge({});
    const auto addresses = ndes::Addresses::fromString(options.subject);
    if (!addresses)
        return fail(addresses.error(), format, document);
    document.insert(u"deviceUrl"_s, addresses->device.toString());
    document.insert(u"adminUrl"_s, addresses->admin.toString());
    auto ready = checkOutput(options.output, format);
    if (ready)
        ready = checkWritable(options.output, QCoreApplication::translate("cli", "Nothing was fetched"));
    if (ready)
        ready = confirm(options, *addresses);
    if (!ready)
        return fail(ready.error(), format, document);
    const auto credentials = credentialsOf(options);
    if (!credentials)
        return fail(credentials.error(), format, document);

    http::QtTransport transport;
    const auto fetched =
        ndes::fetchChallenge(transport, *addresses, credentials->has_value() ? &**credentials : nullptr,
                             QDateTime::currentDateTimeUtc(), {});
    document.insert(u"status"_s, fetched.status == 0 ? QJsonValue() : QJsonValue(fetched.status));
    if (!fetched.challenge) {
        document.insert(u"page"_s, withoutChallenge(fetched.page).value(u"page"_s));
        return fail(fetched.challenge.error(), format, document);
    }
    if (format == Format::Text)
        printNote(slotWarning());
    document.insert(u"slotTaken"_s, true);
    return tell(*fetched.challenge, QDateTime::currentDateTimeUtc(), options, document);
}

int readNdesPage(const NdesOptions& options)
{
    const Format format = options.answerFormat();
    if (const auto fits = checkOutput(options.output, format); !fits)
        return fail(fits.error(), format, withoutChallenge({}));
    const auto bytes = readInput(options.subject);
    if (!bytes)
        return fail(bytes.error(), format, withoutChallenge({}));
    ndes::ChallengePage page = ndes::readChallengePage(*bytes);
    if (page.kind != ndes::PageKind::Challenge)
        return fail(ndes::toError(page), format, withoutChallenge(page.kind));
    return tell(ndes::Challenge::fromPage(std::move(page), {}), {}, options, {});
}

}  // namespace cli
