// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit.h"

#include "app/cli/input.h"
#include "app/cli/output.h"

namespace cli {

namespace {

using Change = std::function<base::Result<plist::Edit>(const plist::Value&, const plist::Path&)>;

base::Result<QByteArray> edited(const EditOptions& options, const Change& change)
{
    auto opened = openProfile(options.file);
    if (!opened)
        return opened.error();
    const plist::Value& root = opened->document.root();
    const auto path = findPath(options.path, root);
    if (!path)
        return path.error();
    const auto edit = change(root, *path);
    if (!edit)
        return edit.error();
    if (const auto applied = opened->document.apply({&*edit, 1}); !applied)
        return atFile(applied.error(), options.file);
    noteLostSignature(*opened);
    return opened->toBytes();
}

}  // namespace

void EditOptions::declare(Arguments& arguments)
{
    arguments.file(file);
    arguments.path(path);
}

void EditOptions::declareRest(Arguments& arguments)
{
    arguments.output(output, Need::Optional);
    arguments.format(format);
}

int editFile(const EditOptions& options, const Change& change)
{
    const QString output = options.output.isEmpty() ? options.file : options.output;
    if (const auto fits = checkOutput(output, options.format); !fits)
        return fail(fits.error(), options.format);
    const auto bytes = edited(options, change);
    return bytes ? finish(output, *bytes, options.format) : fail(bytes.error(), options.format);
}

}  // namespace cli
