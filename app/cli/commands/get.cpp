// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/describe.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/profile/json.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString file;
    QString path;
    Format format = Format::Text;
};

struct Found
{
    plist::Path path;
    plist::Value value;
};

base::Result<Found> find(const Options& options)
{
    const auto opened = openProfile(options.file);
    if (!opened)
        return opened.error();
    const plist::Value& root = opened->document.root();
    const auto path = findPath(options.path, root);
    if (!path)
        return path.error();
    const plist::Value* value = root.at(*path);
    if (value == nullptr)
        return noValueAt(options.path, options.file);
    return Found{*path, *value};
}

bool isContainer(const plist::Value& value)
{
    return value.type() == plist::Type::Dict || value.type() == plist::Type::Array;
}

int run(const Options& options)
{
    const auto found = find(options);
    if (!found)
        return fail(found.error(), options.format);
    if (options.format == Format::Json)
        printJson({{u"path"_s, found->path.toString()},
                   {u"type"_s, plist::typeName(found->value.elementType())},
                   {u"error"_s, QJsonValue::Null}},
                  u"value"_s, profile::valueToJson(found->value));
    else if (isContainer(found->value))
        printBytes(profile::valueToJson(found->value) + '\n');
    else
        printBytes((scalarText(found->value) + u'\n').toUtf8());
    return Done;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.path(options->path);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command getCommand{
    "get", QT_TRANSLATE_NOOP("cli", "Print one value as it is, or what is below it as JSON"), declare};

}  // namespace cli
