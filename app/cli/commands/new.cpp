// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "app/cli/suggest.h"
#include "app/cli/value_input.h"
#include "core/profile/spec.h"

#include <QCoreApplication>

#include <memory>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString templateName;
    QStringList payloads;
    QStringList assignments;
    QString from;
    QString output;
    Format format = Format::Text;
};

QStringList templateNames()
{
    QStringList names;
    for (const profile::Template& one : profile::templates())
        names << one.name;
    return names;
}

/// The description in `--from`, with what stands beside it on the command line.
base::Result<profile::Spec> specOf(const Options& options)
{
    profile::Spec spec;
    if (!options.from.isEmpty()) {
        const auto json = readInput(options.from);
        if (!json)
            return json.error();
        auto read = profile::specFromJson(*json);
        if (!read)
            return atFile(read.error(), options.from);
        spec = *std::move(read);
    }
    if (!options.templateName.isEmpty())
        spec.templateName = options.templateName;
    spec.payloadTypes += options.payloads;
    const QStringList names = templateNames();
    if (names.contains(spec.templateName))
        return spec;
    const QString list = QCoreApplication::translate("cli", "There are %1").arg(names.join(u", "_s));
    if (spec.templateName.isEmpty())
        return usageError(QCoreApplication::translate("cli", "Which template? Name one with --template"),
                          list);
    return base::Error{base::Error::Code::NotFound,
                       QCoreApplication::translate("cli", "There is no template “%1”").arg(spec.templateName),
                       {},
                       didYouMean(spec.templateName, names, list)};
}

/// Carries out one `--set PATH=VALUE`.
base::Result<plist::Value> assigned(const plist::Value& root,
                                    const QString& assignment,
                                    const schema::Store& store)
{
    const auto sides = profile::splitAssignment(assignment);
    if (!sides)
        return sides.error();
    if (sides->first.isEmpty())
        return usageError(
            QCoreApplication::translate("cli", "“%1” names no path before the =").arg(assignment),
            QCoreApplication::translate("cli", "Write it as PATH=VALUE"));
    const auto path = findPath(sides->first, root);
    if (!path)
        return path.error();
    auto value = readValue(sides->second, {}, root, *path, store);
    if (!value)
        return base::Error(value.error()).in(sides->first);
    return profile::applied(root, plist::Edit::set(*path, *std::move(value)));
}

base::Result<plist::Value> create(const Options& options)
{
    const schema::Store store;
    const auto spec = specOf(options);
    if (!spec)
        return spec.error();
    auto root = profile::createFromSpec(*spec, {}, store);
    for (const QString& assignment : options.assignments)
        if (root)
            root = assigned(*root, assignment, store);
    return root;
}

int run(const Options& options)
{
    if (const auto fits = checkOutput(options.output, options.format); !fits)
        return fail(fits.error(), options.format);
    const auto root = create(options);
    return root ? finish(options.output, plist::writeXml(*root), options.format)
                : fail(root.error(), options.format);
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.option(
        "--template", "NAME", options->templateName,
        QCoreApplication::translate("cli", "What to start from: %1").arg(templateNames().join(u", "_s)));
    arguments.list("--payload", "TYPE", options->payloads,
                   QCoreApplication::translate(
                       "cli", "Add a payload of this type, such as com.apple.wifi.managed; may be repeated"));
    arguments.list(
        "--set", "PATH=VALUE", options->assignments,
        QCoreApplication::translate("cli", "Set a value, as the command set does; may be repeated"));
    arguments.option(
        "--from", "SPEC.json", options->from,
        QCoreApplication::translate(
            "cli", R"(Read template and values from a file: {"template":NAME,"set":{PATH:VALUE}})"));
    arguments.output(options->output, Need::Required);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command newCommand{"new", QT_TRANSLATE_NOOP("cli", "Make a profile from a template"), declare};

}  // namespace cli
