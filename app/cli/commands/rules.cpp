// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/output.h"
#include "app/cli/suggest.h"
#include "core/lint/rule.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString id;
    Format format = Format::Text;
};

QString title(const lint::Rule& rule) { return QCoreApplication::translate("lint", rule.title); }

QJsonObject toJson(const lint::Rule& rule)
{
    return {
        {u"rule"_s, QString::fromLatin1(rule.id)},
        {u"title"_s, title(rule)},
        {u"severity"_s, report::severityName(rule.severity)},
        {u"lesserSeverity"_s, report::severityName(rule.lesser)},
        {u"document"_s, QString::fromUtf8(rule.source.document)},
        {u"section"_s, QString::fromUtf8(rule.source.section)},
        {u"source"_s, QString::fromUtf8(rule.source.url)},
    };
}

QString toText(const lint::Rule& rule)
{
    QString severity = report::severityName(rule.severity);
    if (rule.lesser != rule.severity)
        severity += u'/' + report::severityName(rule.lesser);
    QString document = QString::fromUtf8(rule.source.document);
    if (*rule.source.section != '\0')
        document += u", "_s + QString::fromUtf8(rule.source.section);
    return u"%1 (%2)\n  %3\n  %4\n  %5\n"_s.arg(QString::fromLatin1(rule.id), severity, title(rule), document,
                                                QString::fromUtf8(rule.source.url));
}

base::Result<std::vector<const lint::Rule*>> chosenRules(const QString& id)
{
    const auto all = lint::allRules();
    if (id.isEmpty())
        return std::vector<const lint::Rule*>(all.begin(), all.end());
    if (const lint::Rule* rule = lint::findRule(id))
        return std::vector<const lint::Rule*>{rule};
    QStringList ids;
    for (const lint::Rule* rule : all)
        ids << QString::fromLatin1(rule->id);
    return base::Error{
        base::Error::Code::NotFound,
        QCoreApplication::translate("cli", "There is no rule “%1”").arg(id),
        {},
        didYouMean(id, ids, QCoreApplication::translate("cli", "profilewright-cli rules lists them"))};
}

int run(const Options& options)
{
    const auto rules = chosenRules(options.id);
    if (!rules)
        return fail(rules.error(), options.format);
    QJsonArray list;
    for (const lint::Rule* rule : *rules) {
        if (options.format == Format::Json)
            list << toJson(*rule);
        else
            printText(toText(*rule));
    }
    if (options.format == Format::Json)
        printJson({{u"rules"_s, list}, {u"error"_s, QJsonValue::Null}});
    return Done;
}

Run declare(Arguments& arguments)
{
    auto options = std::make_shared<Options>();
    arguments.positional("ID", options->id,
                         QCoreApplication::translate("cli", "Only this rule, such as scep-url-query"),
                         Need::Optional);
    arguments.format(options->format);
    return [options] {
        return run(*options);
    };
}

}  // namespace

const Command rulesCommand{
    "rules", QT_TRANSLATE_NOOP("cli", "List what lint checks, with the source of every rule"), declare};

}  // namespace cli
