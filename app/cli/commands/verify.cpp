// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/describe.h"
#include "app/cli/label_request.h"
#include "app/cli/output.h"

#include <QCoreApplication>

#include <memory>

namespace cli {

namespace {

struct Answer
{
    std::optional<sign::Signature> signature;
    trust::Prediction prediction;
};

base::Result<Answer> judge(const LabelRequest& options)
{
    const auto ground = read(options);
    if (!ground)
        return ground.error();
    Answer answer{ground->opened.signature, {}};
    answer.prediction =
        trust::predictLabel(answer.signature ? &*answer.signature : nullptr, ground->roots, ground->asOf);
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

int run(const LabelRequest& options)
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
    auto options = std::make_shared<LabelRequest>();
    cli::declare(*options, arguments);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command verifyCommand{
    "verify", QT_TRANSLATE_NOOP("cli", "Say which label a device will show for a profile's signature"),
    declare};

}  // namespace cli
