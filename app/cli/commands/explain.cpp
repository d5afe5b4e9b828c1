// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/explain/no_text.h"
#include "core/explain/writers.h"
#include "core/plist/document.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString subject;
    bool isReport = false;
    Format format = Format::Text;
};

/// The end of a log: all of it, unless that is too much.
struct LogEnd
{
    QByteArray bytes;
    int firstLine = 1;
};

/// Removes the beginning of `end` so that no more than `most` bytes stay, whole lines where there are any.
void shorten(LogEnd& end, qsizetype most)
{
    if (end.bytes.size() <= most)
        return;
    const qsizetype least = end.bytes.size() - most;
    const qsizetype line = end.bytes.indexOf('\n', least - 1) + 1;
    const qsizetype cut = line > 0 ? line : least;
    end.firstLine += int(std::count(end.bytes.cbegin(), end.bytes.cbegin() + cut, '\n'));
    end.bytes.remove(0, cut);
}

/// Of a log that is larger than anything here may be, its end: what failed last stands there.
base::Result<LogEnd> readLogEnd(const QString& subject)
{
    if (QFileInfo(subject).isDir()) {
        const bool isArchive = subject.endsWith(u".logarchive") || subject.endsWith(u".logarchive/");
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("cli", "%1 is a folder").arg(subject),
                           {},
                           isArchive ? QCoreApplication::translate(
                               "cli", "Take its text on a Mac: log show --archive NAME.logarchive > log.txt")
                                     : QCoreApplication::translate("cli", "Name the log that is in it")};
    }
    QFile file(subject);
    const bool isOpen =
        subject == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        auto bytes = readInput(subject);  // which knows what to say
        if (bytes)
            return LogEnd{*std::move(bytes)};
        base::Error error = bytes.error();
        if (error.code == base::Error::Code::NotFound && error.hint.isEmpty())
            error.hint = QCoreApplication::translate(
                "cli", "A code is written as 22003, 0x55F3 or \"MCSCEPErrorDomain 22003\"");
        return error;
    }
    constexpr qsizetype step = qsizetype{16} * 1024 * 1024;
    LogEnd end;
    while (true) {
        const QByteArray more = file.read(step);
        if (more.isEmpty())
            break;
        end.bytes += more;
        if (end.bytes.size() > plist::maxBytes + step)
            shorten(end, plist::maxBytes);
    }
    if (file.error() != QFileDevice::NoError)
        return base::Error{base::Error::Code::NotFound,
                           QCoreApplication::translate("cli", "%1 could not be read").arg(subject),
                           file.errorString(), file.errorString()};
    shorten(end, plist::maxBytes);
    if (end.firstLine > 1)
        printNote(QCoreApplication::translate("cli", "Of this log the last %1 were read, from line %2 on")
                      .arg(QLocale().formattedDataSize(plist::maxBytes))
                      .arg(end.firstLine));
    return end;
}

base::Result<explain::Explanation> explainSubject(const QString& subject)
{
    const explain::Catalogue catalogue;
    // A file wins over a code of the same name; what is neither is most likely a file that is not there.
    if (subject != u"-" && !QFileInfo::exists(subject)) {
        if (auto explanation = explain::explainCode(subject, catalogue))
            return *std::move(explanation);
    }
    auto log = readLogEnd(subject);
    if (!log)
        return log.error();
    explain::Explanation explanation = explain::explainLog(log->bytes, catalogue, log->firstLine);
    // A code by itself may come through a pipe as well.
    constexpr qsizetype longestCode = 200;
    if (explanation.errors.empty() && log->bytes.size() <= longestCode) {
        if (auto code = explain::explainCode(QString::fromUtf8(log->bytes.trimmed()), catalogue))
            return *std::move(code);
    }
    if (const auto other = explanation.isText ? std::nullopt : explain::noText(log->bytes))
        return base::Error{
            base::Error::Code::InvalidInput, u"%1: %2"_s.arg(subject, other->what), {}, other->advice};
    return explanation;
}

int run(const Options& options)
{
    QJsonObject document{
        {u"errors"_s, QJsonArray()}, {u"other"_s, QJsonArray()}, {u"causes"_s, QJsonArray()}};
    if (options.isReport && options.format == Format::Json)
        return fail(usageError(QCoreApplication::translate("cli", "A report is text, not JSON"),
                               QCoreApplication::translate("cli", "Leave --report or --format json out")),
                    options.format, document);
    const auto explanation = explainSubject(options.subject);
    if (!explanation)
        return fail(explanation.error(), options.format, document);
    if (options.format == Format::Json) {
        document = explain::toJson(*explanation);
        document.insert(u"error"_s, QJsonValue::Null);
        printJson(std::move(document));
    } else {
        printText(options.isReport ? explain::toReport(*explanation) : explain::toText(*explanation));
    }
    return explanation->errors.empty() ? Done : Negative;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.positional("WHAT", options->subject,
                         QCoreApplication::translate("cli",
                                                     "A log (- is standard input), a code such as 22003, or "
                                                     "\"MCSCEPErrorDomain 22003\""));
    arguments.flag("--report", options->isReport,
                   QCoreApplication::translate(
                       "cli", "Print a report to hand over, without secrets, hosts, devices and names"));
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command explainCommand{
    "explain", QT_TRANSLATE_NOOP("cli", "Say why an installation failed, from a log or an error code"),
    declare};

}  // namespace cli
