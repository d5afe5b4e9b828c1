// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/lint.h"

#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/report/writers.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QStringList files;
    QString target;
    QString at;
    bool isSupervised = false;
    bool isManaged = false;
    bool fixes = false;
    bool isConfirmed = false;
    Format format = Format::Text;
};

/// What became of one file.
struct Linted
{
    report::FileReport report;
    QStringList fixed;                   ///< titles of the fixes that were written
    std::optional<base::Error> problem;  ///< why it could not be read, or mended, as the terminal is told
};

base::Result<lint::Context> contextOf(const Options& options)
{
    lint::Context context;
    if (!options.target.isEmpty()) {
        const auto target = schema::Target::fromString(options.target);
        if (!target)
            return target.error();
        context.target = *target;
        if (target->version.majorVersion() > schema::Target().version.majorVersion())
            printWarning(QCoreApplication::translate(
                             "cli", "%1 is newer than what this program knows; it judges by what it knows of "
                                    "version %2")
                             .arg(target->toString(), schema::Target().version.toString()));
    }
    context.target.supervised = options.isSupervised;
    context.target.manualInstall = !options.isManaged;
    const auto asOf = readMoment(options.at);
    if (!asOf)
        return asOf.error();
    context.asOf = *asOf;
    return context;
}

/// `error` as it goes into the report; `problem` is the same with the name of the file.
Linted unreadable(const QString& path, const base::Error& error, const base::Error& problem)
{
    return {{path, {}, false, error, lint::unreadable(error)}, {}, problem};
}

/// Mends `opened` and writes it back; afterwards its document is what the file holds.
void fixFile(sign::Opened& opened,
             const QString& path,
             const Options& options,
             const schema::Store& store,
             const lint::Context& context,
             Linted& result)
{
    plist::Document mended = opened.document;
    auto titles = lint::fixAll(mended, store, context);
    if (!titles) {
        result.problem = atFile(titles.error(), path);
        return;
    }
    if (!mended.isModified())
        return;
    if (opened.container == sign::Container::Signed && !options.isConfirmed) {
        result.problem = base::Error{
            base::Error::Code::Denied,
            QCoreApplication::translate("cli", "%1 is signed, and mending it would take the signature off")
                .arg(path),
            {},
            QCoreApplication::translate("cli", "--yes mends it all the same; sign it again afterwards")};
        return;
    }
    const plist::Document before = std::exchange(opened.document, std::move(mended));
    const auto bytes = opened.toBytes();
    const auto written = bytes ? writeResult(path, *bytes) : base::Result<>(bytes.error());
    if (!written) {
        opened.document = before;
        result.problem = written.error();
        return;
    }
    noteLostSignature(opened);
    result.fixed = *std::move(titles);
    if (opened.container == sign::Container::Signed)
        opened.container =
            opened.document.format() == plist::Format::Xml ? sign::Container::Xml : sign::Container::Binary;
}

Linted lintFile(const QString& path,
                const Options& options,
                const schema::Store& store,
                const lint::Context& context)
{
    const auto bytes = readInput(path);
    if (!bytes)
        return unreadable(path, bytes.error(), bytes.error());
    auto opened = sign::open(*bytes);
    if (!opened)
        return unreadable(path, opened.error(), atFile(opened.error(), path));
    Linted result;
    if (options.fixes)
        fixFile(*opened, path, options, store, context, result);
    result.report = {path, sign::containerName(opened->container), true, std::nullopt,
                     lint::evaluate(opened->document, store, context)};
    return result;
}

std::vector<report::RuleText> ruleTexts()
{
    std::vector<report::RuleText> texts;
    texts.reserve(lint::allRules().size());
    for (const lint::Rule* rule : lint::allRules())
        texts.push_back({QString::fromLatin1(rule->id), QCoreApplication::translate("lint", rule->title),
                         QString::fromUtf8(rule->source.url)});
    return texts;
}

QJsonObject toJson(const Linted& file, bool withFixes)
{
    QJsonObject json = report::toJson(file.report);
    if (withFixes) {
        json.insert(u"fixed"_s, QJsonArray::fromStringList(file.fixed));
        json.insert(u"fixError"_s, file.report.readable && file.problem
                                       ? QJsonValue(report::toJson(*file.problem))
                                       : QJsonValue::Null);
    }
    return json;
}

/// What the findings below it are about.
QString judgedFor(const schema::Target& target)
{
    if (!target.isExplicit)
        return QCoreApplication::translate(
            "cli", "Judged for no system in particular; --target also says what one of them lacks or needs");
    const QString how = target.manualInstall
                            ? QCoreApplication::translate("cli", "installed by hand")
                            : QCoreApplication::translate("cli", "installed by device management");
    return target.supervised ? QCoreApplication::translate("cli", "Judged for %1, %2, supervised")
                                   .arg(target.toString(), how)
                             : QCoreApplication::translate("cli", "Judged for %1, %2, not supervised")
                                   .arg(target.toString(), how);
}

QString counts(const std::vector<Linted>& files)
{
    int errors = 0;
    int warnings = 0;
    for (const Linted& file : files)
        for (const report::Finding& finding : file.report.findings) {
            errors += finding.severity == report::Severity::Error ? 1 : 0;
            warnings += finding.severity == report::Severity::Warning ? 1 : 0;
        }
    return QCoreApplication::translate("cli", "Files: %1, errors: %2, warnings: %3")
        .arg(files.size())
        .arg(errors)
        .arg(warnings);
}

void print(const std::vector<Linted>& files, const Options& options, const lint::Context& context)
{
    if (options.format == Format::Sarif) {
        std::vector<report::FileReport> reports;
        reports.reserve(files.size());
        for (const Linted& file : files)
            reports.push_back(file.report);
        printJsonBare(report::toSarif(reports, ruleTexts()));
    } else if (options.format == Format::Json) {
        QJsonArray list;
        for (const Linted& file : files)
            list << toJson(file, options.fixes);
        printJson({{u"files"_s, list},
                   {u"target"_s, context.target.isExplicit ? QJsonValue(context.target.toString())
                                                           : QJsonValue(QJsonValue::Null)},
                   {u"error"_s, QJsonValue::Null}});
    } else {
        printText(judgedFor(context.target) + u'\n');
        for (const Linted& file : files) {
            for (const QString& title : file.fixed)
                printText(u"%1: %2\n"_s.arg(file.report.path,
                                            QCoreApplication::translate("cli", "fixed: %1").arg(title)));
            if (file.report.readable)
                printText(report::toText(file.report));
        }
        printText(counts(files) + u'\n');
    }
    for (const Linted& file : files) {
        if (file.problem)
            printError(*file.problem);
    }
}

int exitCode(const std::vector<Linted>& files)
{
    const auto couldNot = [](const Linted& file) {
        return file.problem.has_value();
    };
    if (std::any_of(files.begin(), files.end(), couldNot))
        return Failed;
    const auto hasErrors = [](const Linted& file) {
        return std::any_of(
            file.report.findings.begin(), file.report.findings.end(),
            [](const report::Finding& finding) { return finding.severity == report::Severity::Error; });
    };
    return std::any_of(files.begin(), files.end(), hasErrors) ? Negative : Done;
}

int run(const Options& options)
{
    const auto context = contextOf(options);
    if (!context)
        return fail(context.error(), options.format, {{u"files"_s, QJsonArray()}});
    if (options.fixes && options.files.contains(u"-"_s))
        return fail(usageError(QCoreApplication::translate("cli", "Standard input cannot be mended in place"),
                               QCoreApplication::translate("cli", "Save it to a file first")),
                    options.format, {{u"files"_s, QJsonArray()}});
    const schema::Store store;
    std::vector<Linted> files;
    files.reserve(static_cast<std::size_t>(options.files.size()));
    for (const QString& path : options.files)
        files.push_back(lintFile(path, options, store, *context));
    print(files, options, *context);
    return exitCode(files);
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.positionals(
        "FILE", options->files,
        QCoreApplication::translate("cli", "The profiles: XML, binary or signed; - is standard input"));
    arguments.option(
        "--target,--os", "OS", options->target,
        QCoreApplication::translate(
            "cli",
            "The system to judge for: ios17, ipados26, macos15.4; when left out, the newest of each, and "
            "what only some systems take or need is not held against the profile"));
    arguments.flag("--supervised", options->isSupervised,
                   QCoreApplication::translate("cli", "The devices are supervised"));
    arguments.flag(
        "--mdm", options->isManaged,
        QCoreApplication::translate("cli", "A device management server installs it, not a person"));
    arguments.at(options->at);
    arguments.flag("--fix", options->fixes,
                   QCoreApplication::translate("cli", "Write what has one safe answer back into the files"));
    arguments.flag("--yes", options->isConfirmed,
                   QCoreApplication::translate("cli", "Mend signed files too; the signature is lost"));
    arguments.format(options->format, {u"text"_s, u"json"_s, u"sarif"_s});
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command lintCommand{
    "lint", QT_TRANSLATE_NOOP("cli", "Say what a device will refuse or trip over, and why"), declare};

}  // namespace cli
