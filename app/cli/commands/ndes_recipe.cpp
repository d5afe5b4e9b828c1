// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/ndes_options.h"
#include "app/cli/output.h"
#include "core/ndes/recipe.h"
#include "core/ndes/recipe_scripts.h"
#include "core/ndes/recipe_writers.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

/// A number as an option gives it; `otherwise` when the option is not there.
base::Result<int> number(const QString& text, int otherwise, const QString& option)
{
    if (text.isEmpty())
        return otherwise;
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber)
        return usageError(
            QCoreApplication::translate("cli", "%1 takes a number, not “%2”").arg(option, text));
    return value;
}

base::Result<ndes::RecipeInput> inputOf(const NdesOptions& options)
{
    ndes::RecipeInput input;
    struct Number
    {
        const QString& text;
        QString option;
        int& into;
    };
    for (const Number& one :
         {Number{options.keySize, u"--key-size"_s, input.shape.keyBits},
          Number{options.raKeySize, u"--ra-key-size"_s, input.shape.raKeyBits},
          Number{options.challengeLength, u"--challenge-length"_s, input.shape.challengeLength},
          Number{options.devices, u"--devices"_s, input.devices}}) {
        const auto value = number(one.text, one.into, one.option);
        if (!value)
            return value.error();
        one.into = *value;
    }
    constexpr int both = 5;
    const auto keyUsage = number(options.keyUsage, both, u"--key-usage"_s);
    if (!keyUsage)
        return keyUsage.error();
    input.use = ndes::KeyUse::fromPayload(*keyUsage).value_or(input.use);
    input.templateName = options.templateName;
    if (!options.sid.isEmpty()) {
        const auto sid = ndes::AccountSid::fromString(options.sid);
        if (!sid)
            return sid.error();
        input.sid = *sid;
    }
    return input;
}

/// The bytes of the recipe's file, as the tool that reads it wants them.
QByteArray fileOf(const ndes::Recipe& recipe, const QString& format)
{
    if (format == u"reg")
        return ndes::encodeRegistryFile(ndes::toRegistryFile(recipe));
    if (format == u"powershell")
        return ndes::encodePowerShell(ndes::toPowerShell(recipe));
    if (format == u"json") {
        QJsonObject document = ndes::toJson(recipe);
        document.insert(u"format"_s, 1);
        document.insert(u"error"_s, QJsonValue::Null);
        return QJsonDocument(document).toJson();
    }
    return ndes::toText(recipe).toUtf8();
}

}  // namespace

int writeNdesRecipe(const NdesOptions& options)
{
    const Format format = options.answerFormat();
    const auto input = inputOf(options);
    if (!input)
        return fail(input.error(), format);
    const auto recipe = ndes::makeRecipe(*input);
    if (!recipe)
        return fail(recipe.error(), format);
    if (!options.output.isEmpty()) {
        const auto written = writeResult(options.output, fileOf(*recipe, options.format));
        return written ? Done : fail(written.error(), format);
    }
    // A terminal gets the text, in its own encoding; the marks are for files.
    if (format == Format::Json)
        printBytes(fileOf(*recipe, options.format));
    else
        printText(options.format == u"reg"          ? ndes::toRegistryFile(*recipe)
                  : options.format == u"powershell" ? ndes::toPowerShell(*recipe)
                                                    : ndes::toText(*recipe));
    return Done;
}

}  // namespace cli
