// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit.h"

#include "app/cli/input.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>
#include <utility>

namespace cli {

namespace {

using Change = std::function<base::Result<plist::Edit>(const plist::Value&, const plist::Path&)>;

/// The bytes of the changed file; nothing when there is nothing to write.
base::Result<std::optional<QByteArray>> edited(const EditOptions& options,
                                               bool isInPlace,
                                               const Change& change)
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
    if (isInPlace && !opened->document.isModified())
        return std::optional<QByteArray>();
    if (isInPlace && opened->container == sign::Container::Signed && !options.isConfirmed)
        return base::Error{
            base::Error::Code::Denied,
            QCoreApplication::translate("cli", "%1 is signed, and a change would take the signature off")
                .arg(options.file),
            {},
            QCoreApplication::translate("cli", "--yes changes it all the same, -o writes elsewhere; sign the "
                                               "result again afterwards")};
    noteLostSignature(*opened);
    auto bytes = opened->toBytes();
    return bytes ? std::optional(*std::move(bytes)) : base::Result<std::optional<QByteArray>>(bytes.error());
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
    arguments.flag(
        "--yes", isConfirmed,
        QCoreApplication::translate("cli", "Change a signed file in place; the signature is lost"));
    arguments.format(format);
}

int editFile(const EditOptions& options, const Change& change)
{
    const QString output = options.output.isEmpty() ? options.file : options.output;
    if (const auto fits = checkOutput(output, options.format); !fits)
        return fail(fits.error(), options.format);
    const bool isInPlace = output != u"-" && QFileInfo(output) == QFileInfo(options.file);
    const auto bytes = edited(options, isInPlace, change);
    if (!bytes)
        return fail(bytes.error(), options.format);
    if (*bytes)
        return finish(output, **bytes, options.format);
    const auto unchanged = readInput(options.file);
    return unchanged ? printResult(output, *unchanged, options.format)
                     : fail(unchanged.error(), options.format);
}

}  // namespace cli
