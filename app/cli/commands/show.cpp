// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/label_request.h"
#include "app/cli/output.h"
#include "app/cli/overview.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

int run(const LabelRequest& options)
{
    const auto ground = read(options);
    if (!ground)
        return fail(ground.error(), options.format, {{QStringLiteral("path"), options.file}});
    const Overview overview = overviewOf(ground->opened, ground->roots, ground->asOf);
    if (options.format == Format::Json) {
        QJsonObject document = toJson(overview);
        document.insert(QStringLiteral("path"), options.file);
        document.insert(QStringLiteral("error"), QJsonValue::Null);
        printJson(std::move(document));
    } else {
        printText(toText(overview));
    }
    return Done;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<LabelRequest>();
    cli::declare(*options, arguments);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command showCommand{
    "show", QT_TRANSLATE_NOOP("cli", "Show what is in a profile and who signed it; secrets are masked"),
    declare};

}  // namespace cli
