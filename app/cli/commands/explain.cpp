// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/explain/writers.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString subject;
    bool isReport = false;
    Format format = Format::Text;
};

base::Result<explain::Explanation> explainSubject(const QString& subject)
{
    const explain::Catalogue catalogue;
    // A file wins over a code of the same name; what is neither is most likely a file that is not there.
    if (subject != u"-" && !QFileInfo::exists(subject)) {
        if (auto explanation = explain::explainCode(subject, catalogue))
            return *std::move(explanation);
    }
    const auto bytes = readInput(subject);
    if (!bytes)
        return bytes.error();
    explain::Explanation explanation = explain::explainLog(*bytes, catalogue);
    // A code by itself may come through a pipe as well.
    constexpr qsizetype longestCode = 200;
    if (explanation.errors.empty() && bytes->size() <= longestCode) {
        if (auto code = explain::explainCode(QString::fromUtf8(bytes->trimmed()), catalogue))
            return *std::move(code);
    }
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
