// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/describe.h"
#include "app/cli/input.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

struct Options
{
    QString file;
    QString roots;
    QString at;
    Format format = Format::Text;
};

struct Answer
{
    std::optional<sign::Signature> signature;
    trust::Prediction prediction;
};

base::Result<Answer> judge(const Options& options)
{
    const auto asOf = readMoment(options.at);
    if (!asOf)
        return asOf.error();
    const auto roots = readRoots(options.roots);
    if (!roots)
        return roots.error();
    const auto opened = openProfile(options.file);
    if (!opened)
        return opened.error();
    Answer answer{opened->signature, {}};
    answer.prediction = trust::predictLabel(answer.signature ? &*answer.signature : nullptr, *roots, *asOf);
    return answer;
}

QString toText(const Answer& answer)
{
    QString text = cli::toText(answer.prediction);
    if (!answer.signature || !answer.signature->signer)
        return text;
    return text + QCoreApplication::translate("cli", "Signer: %1").arg(summary(*answer.signature->signer))
           + u'\n';
}

int run(const Options& options)
{
    const auto answer = judge(options);
    if (!answer)
        return fail(answer.error(), options.format,
                    {{QStringLiteral("label"), QJsonValue::Null},
                     {QStringLiteral("reasons"), QJsonArray()},
                     {QStringLiteral("signer"), QJsonValue::Null}});
    if (options.format == Format::Json) {
        QJsonObject document{
            {QStringLiteral("signer"), signerJson(answer->signature ? &*answer->signature : nullptr)},
            {QStringLiteral("chain"), toJson(answer->prediction.chain)},
            {QStringLiteral("error"), QJsonValue::Null}};
        insertPrediction(document, answer->prediction);
        printJson(std::move(document));
    } else {
        printText(toText(*answer));
    }
    return answer->prediction.label == trust::Label::Verified ? Done : Negative;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.file(options->file);
    arguments.roots(options->roots);
    arguments.at(options->at);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command verifyCommand{
    "verify", QT_TRANSLATE_NOOP("cli", "Say which label a device will show for a profile's signature"),
    declare};

}  // namespace cli
