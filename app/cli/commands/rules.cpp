// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "app/cli/output.h"
#include "app/cli/suggest.h"
#include "core/lint/rule.h"
#include "core/scep/remarks.h"
#include "core/trust/check.h"
#include "core/trust/rule.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace cli {

namespace {

struct Options
{
    QString id;
    Format format = Format::Text;
};

/// A rule of lint or of the checks of certificates and servers, or a note, in one shape.
struct Entry
{
    QString id;
    QString kind;  ///< "profile", "trust", "server", "scep", "note"
    QString title;
    report::Severity severity;
    report::Severity lesser;
    report::Citation source;
    QString since = {};
    QString why = {};
    QString fix = {};
    QStringList purposes = {};
    QStringList anchors = {};
};

Entry entryOf(const lint::Rule& rule)
{
    return {QString::fromLatin1(rule.id),
            u"profile"_s,
            QCoreApplication::translate("lint", rule.title),
            rule.severity,
            rule.lesser,
            rule.source};
}

/// What a finding of this weight is at worst; a note is never one.
report::Severity severityOf(trust::Weight weight)
{
    switch (weight) {
    case trust::Weight::Fatal:
    case trust::Weight::Fail: return report::Severity::Error;
    case trust::Weight::Prompt:
    case trust::Weight::Label:
    case trust::Weight::Policy: return report::Severity::Warning;
    case trust::Weight::Info: return report::Severity::Info;
    }
    Q_UNREACHABLE();
}

/// The names of the flags that are set, from the lowest bit up.
template <class Flags, class Name>
QStringList namesOf(Flags flags, Flags every, Name name)
{
    QStringList names;
    using Flag = typename Flags::enum_type;
    for (unsigned bit = 1; every.testAnyFlag(Flag(bit)); bit <<= 1U) {
        if (flags.testFlag(Flag(bit)))
            names << name(Flag(bit));
    }
    return names;
}

Entry entryOf(const trust::Rule& rule)
{
    const report::Severity severity = severityOf(rule.weight);
    return {QString::fromLatin1(rule.id),
            trust::kindName(rule.kind),
            QCoreApplication::translate("trust", rule.title),
            severity,
            std::max(severity, report::Severity::Warning),
            rule.source,
            trust::sinceText(rule),
            QCoreApplication::translate("trust", rule.why),
            *rule.fix == '\0' ? QString() : QCoreApplication::translate("trust", rule.fix),
            namesOf(rule.purposes, trust::everyPurpose, trust::purposeName),
            namesOf(rule.anchors, trust::everyAnchor, trust::anchorsName)};
}

Entry entryOf(const scep::Remark& remark)
{
    return {QString::fromLatin1(remark.id),
            u"scep"_s,
            QCoreApplication::translate("scep", remark.title),
            remark.severity,
            remark.severity,
            remark.source,
            {},
            QCoreApplication::translate("scep", remark.why),
            *remark.advice == '\0' ? QString() : QCoreApplication::translate("scep", remark.advice)};
}

std::vector<Entry> allEntries()
{
    std::vector<Entry> entries;
    for (const lint::Rule* rule : lint::allRules())
        entries.push_back(entryOf(*rule));
    // What both say of a payload is one rule.
    for (const scep::Remark* remark : scep::allRemarks()) {
        if (!lint::findRule(QString::fromLatin1(remark->id)))
            entries.push_back(entryOf(*remark));
    }
    for (const trust::Rule* rule : trust::allRules())
        entries.push_back(entryOf(*rule));
    return entries;
}

QJsonObject toJson(const Entry& entry)
{
    return {
        {u"rule"_s, entry.id},
        {u"kind"_s, entry.kind},
        {u"title"_s, entry.title},
        {u"severity"_s, report::severityName(entry.severity)},
        {u"lesserSeverity"_s, report::severityName(entry.lesser)},
        {u"document"_s, QString::fromUtf8(entry.source.document)},
        {u"section"_s, QString::fromUtf8(entry.source.section)},
        {u"source"_s, QString::fromUtf8(entry.source.url)},
        {u"since"_s, entry.since},
        {u"why"_s, entry.why},
        {u"fix"_s, entry.fix},
        {u"purposes"_s, QJsonArray::fromStringList(entry.purposes)},
        {u"anchors"_s, QJsonArray::fromStringList(entry.anchors)},
    };
}

QString toText(const Entry& entry)
{
    QStringList words{entry.kind};
    if (entry.kind != u"note") {
        words << report::severityName(entry.severity);
        if (entry.lesser != entry.severity)
            words.last() += u'/' + report::severityName(entry.lesser);
    }
    if (!entry.since.isEmpty())
        words << QCoreApplication::translate("cli", "since %1").arg(entry.since);
    QString document = QString::fromUtf8(entry.source.document);
    if (*entry.source.section != '\0')
        document += u", "_s + QString::fromUtf8(entry.source.section);
    QString text = u"%1 (%2)\n  %3\n"_s.arg(entry.id, words.join(u", "_s), entry.title);
    if (!entry.why.isEmpty())
        text += QCoreApplication::translate("cli", "  why: %1").arg(entry.why) + u'\n';
    if (!entry.fix.isEmpty())
        text += QCoreApplication::translate("cli", "  fix: %1").arg(entry.fix) + u'\n';
    if (!entry.purposes.isEmpty() && entry.kind != u"note")
        text += QCoreApplication::translate("cli", "  for: %1; under: %2")
                    .arg(entry.purposes.join(u", "_s), entry.anchors.join(u", "_s))
                + u'\n';
    return text + u"  %1\n  %2\n"_s.arg(document, QString::fromUtf8(entry.source.url));
}

base::Result<std::vector<Entry>> chosenEntries(const QString& id)
{
    std::vector<Entry> all = allEntries();
    if (id.isEmpty())
        return all;
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Entry& entry) { return entry.id == id; });
    if (found != all.end())
        return std::vector<Entry>{*found};
    QStringList ids;
    for (const Entry& entry : all)
        ids << entry.id;
    return base::Error{
        base::Error::Code::NotFound,
        QCoreApplication::translate("cli", "There is no rule “%1”").arg(id),
        {},
        didYouMean(id, ids, QCoreApplication::translate("cli", "profilewright-cli rules lists them"))};
}

int run(const Options& options)
{
    const auto entries = chosenEntries(options.id);
    if (!entries)
        return fail(entries.error(), options.format);
    QJsonArray list;
    for (const Entry& entry : *entries) {
        if (options.format == Format::Json)
            list << toJson(entry);
        else
            printText(toText(entry));
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
    "rules",
    QT_TRANSLATE_NOOP("cli", "List what is checked in profiles, certificates and servers, with sources"),
    declare};

}  // namespace cli
