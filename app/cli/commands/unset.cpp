// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/edit.h"
#include "app/cli/input.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

int run(const EditOptions& options)
{
    return editFile(
        options, [&options](const plist::Value& root, const plist::Path& path) -> base::Result<plist::Edit> {
            if (path.isRoot())
                return usageError(
                    QCoreApplication::translate("cli", "The whole file cannot be removed from itself"));
            if (root.at(path) == nullptr)
                return noValueAt(options.path, options.file);
            return plist::Edit::remove(path);
        });
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<EditOptions>();
    options->declare(arguments);
    options->declareRest(arguments);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command unsetCommand{"unset", QT_TRANSLATE_NOOP("cli", "Remove a value with its key"), declare};

}  // namespace cli
