// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/edit.h"
#include "app/cli/value_input.h"

#include <QCoreApplication>

#include <memory>
#include <utility>

namespace cli {

namespace {

struct Options
{
    EditOptions edit;
    QString value;
    QString type;
};

int run(const Options& options)
{
    return editFile(
        options.edit,
        [&options](const plist::Value& root, const plist::Path& path) -> base::Result<plist::Edit> {
            const schema::Store store;
            auto value = readValue(options.value, options.type, root, path, store);
            if (!value)
                return base::Error(value.error()).in(options.edit.path);
            return plist::Edit::set(path, *std::move(value));
        });
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    options->edit.declare(arguments);
    arguments.positional("VALUE", options->value,
                         QCoreApplication::translate("cli", "The value, taken as it is"));
    arguments.choice("--type", typeNames(), options->type,
                     QCoreApplication::translate(
                         "cli", "What VALUE is; the type that is there or is defined when left out"));
    options->edit.declareRest(arguments);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command setCommand{"set", QT_TRANSLATE_NOOP("cli", "Change or add one value"), declare};

}  // namespace cli
