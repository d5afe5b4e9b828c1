// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/commands/ndes_options.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

int run(const NdesOptions& options)
{
    const bool isRecipe = options.kind == u"recipe";
    if (isRecipe != options.subject.isEmpty())
        return fail(
            isRecipe ? usageError(QCoreApplication::translate("cli", "recipe takes no address and no file"))
                     : usageError(QCoreApplication::translate("cli", "%1 of what?").arg(options.kind),
                                  options.kind == u"page"
                                      ? QCoreApplication::translate("cli", "Name the file of a saved page")
                                      : QCoreApplication::translate("cli", "Name the server")),
            options.answerFormat());
    if (!isRecipe && (options.format == u"powershell" || options.format == u"reg"))
        return fail(usageError(
            QCoreApplication::translate("cli", "Only a recipe is written as %1").arg(options.format)));
    if (isRecipe)
        return writeNdesRecipe(options);
    return options.kind == u"page" ? readNdesPage(options) : fetchNdesChallenge(options);
}

void declareRecipe(Arguments& arguments, NdesOptions& options)
{
    arguments.choice("--key-usage", {u"1"_s, u"4"_s, u"5"_s}, options.keyUsage,
                     QCoreApplication::translate("cli",
                                                 "Key Usage of the payload: 1 signs, 4 encrypts, 5 (the "
                                                 "default) does both"));
    arguments.choice("--key-size", {u"1024"_s, u"2048"_s, u"4096"_s}, options.keySize,
                     QCoreApplication::translate("cli", "Keysize of the payload; 2048 by default"));
    arguments.option("--ra-key-size", "BITS", options.raKeySize,
                     QCoreApplication::translate("cli", "The size of the RA's key; 2048 by default"));
    arguments.option("--challenge-length", "CHARACTERS", options.challengeLength,
                     QCoreApplication::translate("cli", "How long the challenge is; 16 by default"));
    arguments.option(
        "--devices", "NUMBER", options.devices,
        QCoreApplication::translate("cli", "How many devices enroll within the life of a challenge"));
    arguments.option("--template", "NAME", options.templateName,
                     QCoreApplication::translate("cli", "The certificate template, by its name on the CA"));
    arguments.option("--sid", "SID", options.sid,
                     QCoreApplication::translate("cli",
                                                 "The SID of the account in Active Directory; shows the "
                                                 "alternative name that maps to it"));
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<NdesOptions>();
    arguments.choice("WHAT", {u"challenge"_s, u"recipe"_s, u"page"_s}, options->kind,
                     QCoreApplication::translate("cli",
                                                 "Fetch a challenge, write the settings of the server, or "
                                                 "read a saved page"),
                     Need::Required);
    arguments.positional("SUBJECT", options->subject,
                         QCoreApplication::translate("cli",
                                                     "The server, as a name or any address of NDES, or the "
                                                     "saved page; - is standard input"),
                         Need::Optional);
    arguments.option("--user", "DOMAIN\\name", options->user,
                     QCoreApplication::translate("cli", "Who asks for the challenge"));
    options->password.declare(arguments);
    arguments.flag(
        "--yes", options->isConfirmed,
        QCoreApplication::translate("cli", "Take one of the server's slots for challenges without asking"));
    declareRecipe(arguments, *options);
    arguments.choice(
        "--format", {u"text"_s, u"json"_s, u"powershell"_s, u"reg"_s}, options->format,
        QCoreApplication::translate("cli", "How to print the answer; powershell and reg for a recipe"));
    arguments.option("-o,--output", "FILE", options->output,
                     QCoreApplication::translate("cli",
                                                 "Where to write the challenge alone, or the recipe; - is "
                                                 "standard output"));
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command ndesCommand{
    "ndes", QT_TRANSLATE_NOOP("cli", "Fetch a challenge from NDES, or write the settings its server needs"),
    declare};

}  // namespace cli
