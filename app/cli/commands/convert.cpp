// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"
#include "core/plist/xml_writer.h"
#include "core/profile/json.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString file;
    QString to;
    QString output;
    Format format = Format::Text;
};

base::Result<QByteArray> converted(const plist::Document& document, const QString& to)
{
    const plist::Value& root = document.root();
    if (to == u"json")
        return profile::valueToJson(root) + '\n';
    // What is binary already may hold fractions of seconds, which nothing else can.
    if (to == u"binary")
        return document.format() == plist::Format::Binary ? document.toBytes() : plist::writeBinary(root);
    if (auto error = plist::unwritable(root, 0))
        return *std::move(error);
    return plist::writeXml(root);
}

int run(const Options& options)
{
    if (const auto fits = checkOutput(options.output, options.format); !fits)
        return fail(fits.error(), options.format);
    const auto opened = openProfile(options.file);
    if (!opened)
        return fail(opened.error(), options.format);
    const auto bytes = converted(opened->document, options.to);
    if (!bytes)
        return fail(atFile(bytes.error(), options.file), options.format);
    if (opened->container == sign::Container::Signed)
        printNote(QCoreApplication::translate("cli", "The signature was left out; sign the result again"));
    return finish(options.output, *bytes, options.format);
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.choice("--to", {u"xml"_s, u"binary"_s, u"json"_s}, options->to,
                     QCoreApplication::translate("cli", "The form to write it in"), Need::Required);
    arguments.output(options->output, Need::Required);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command convertCommand{
    "convert", QT_TRANSLATE_NOOP("cli", "Write a profile anew as XML, binary property list or JSON"),
    declare};

}  // namespace cli
