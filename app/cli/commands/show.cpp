// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "app/cli/overview.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

struct Options
{
    QString file;
    QString roots;
    QString at;
    Format format = Format::Text;
};

base::Result<Overview> look(const Options& options)
{
    const auto asOf = readMoment(options.at);
    if (!asOf)
        return asOf.error();
    const auto roots = readRoots(options.roots);
    if (!roots)
        return roots.error();
    const auto opened = openProfile(options.file);
    if (!opened)
        return opened.error();
    return overviewOf(*opened, *roots, *asOf);
}

int run(const Options& options)
{
    const auto overview = look(options);
    if (!overview)
        return fail(overview.error(), options.format, {{QStringLiteral("path"), options.file}});
    if (options.format == Format::Json) {
        QJsonObject document = toJson(*overview);
        document.insert(QStringLiteral("path"), options.file);
        document.insert(QStringLiteral("error"), QJsonValue::Null);
        printJson(std::move(document));
    } else {
        printText(toText(*overview));
    }
    return Done;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.roots(options->roots);
    arguments.at(options->at);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command showCommand{
    "show", QT_TRANSLATE_NOOP("cli", "Show what is in a profile and who signed it; secrets are masked"),
    declare};

}  // namespace cli
