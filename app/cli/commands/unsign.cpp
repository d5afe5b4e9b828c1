// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/input.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

struct Options
{
    QString file;
    QString output;
    Format format = Format::Text;
};

int run(const Options& options)
{
    if (const auto fits = checkOutput(options.output, options.format); !fits)
        return fail(fits.error(), options.format);
    const auto bytes = readInput(options.file);
    if (!bytes)
        return fail(bytes.error(), options.format);
    if (!sign::isSigned(*bytes))
        return fail({base::Error::Code::InvalidInput,
                     QCoreApplication::translate("cli", "%1 is not signed").arg(options.file)},
                    options.format);
    const auto unwrapped = sign::unwrap(*bytes);
    if (!unwrapped)
        return fail(atFile(unwrapped.error(), options.file), options.format);
    return finish(options.output, unwrapped->content, options.format);
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.output(options->output, Need::Required);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command unsignCommand{"unsign", QT_TRANSLATE_NOOP("cli", "Take the signature off a profile"), declare};

}  // namespace cli
