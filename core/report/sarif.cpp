// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/writers.h"

#include <QHash>
#include <QJsonArray>
#include <QUrl>

namespace report {

using namespace Qt::Literals::StringLiterals;

// Numbers in comments are sections of SARIF 2.1.0.
namespace {

QJsonObject text(const QString& text) { return {{u"text"_s, text}}; }

/// 3.10: a relative reference for a relative path, whose first segment must not look like a scheme.
QString uri(const QString& path)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    return path.startsWith(u'/') ? u"file://"_s + encoded : encoded;
}

QString level(Severity severity)
{
    switch (severity) {
    case Severity::Error: return u"error"_s;
    case Severity::Warning: return u"warning"_s;
    case Severity::Info: return u"note"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject physicalLocation(const QString& path, const std::optional<base::TextPosition>& position)
{
    QJsonObject location{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, uri(path)}}}};
    if (position)
        location.insert(u"region"_s,
                        QJsonObject{{u"startLine"_s, position->line}, {u"startColumn"_s, position->column}});
    return {{u"physicalLocation"_s, location}};
}

/// What SARIF has no place for. Its own fixes (3.55) are replacements of text, ours are edits of values.
QJsonObject properties(const Finding& finding)
{
    QJsonObject bag;
    if (!finding.measured.isEmpty())
        bag.insert(u"measured"_s, finding.measured);
    if (!finding.required.isEmpty())
        bag.insert(u"required"_s, finding.required);
    if (finding.fix)
        bag.insert(u"fix"_s, finding.fix->title);
    return bag;
}

/// 3.27
QJsonObject result(const QString& path, const Finding& finding, const QHash<QString, int>& indexes)
{
    QJsonObject location = physicalLocation(path, finding.position);
    if (finding.path && !finding.path->isRoot())
        location.insert(u"logicalLocations"_s,
                        QJsonArray{QJsonObject{{u"fullyQualifiedName"_s, finding.path->toString()}}});
    QJsonObject result{
        {u"ruleId"_s, finding.rule},
        {u"level"_s, level(finding.severity)},
        {u"message"_s, text(finding.message)},
        {u"locations"_s, QJsonArray{location}},
    };
    const auto index = indexes.constFind(finding.rule);
    if (index != indexes.constEnd())
        result.insert(u"ruleIndex"_s, *index);
    if (const QJsonObject bag = properties(finding); !bag.isEmpty())
        result.insert(u"properties"_s, bag);
    return result;
}

/// 3.49
QJsonObject descriptor(const RuleText& rule)
{
    QJsonObject descriptor{{u"id"_s, rule.id}, {u"shortDescription"_s, text(rule.title)}};
    if (!rule.source.isEmpty())
        descriptor.insert(u"helpUri"_s, rule.source);
    return descriptor;
}

/// 3.58: a file that no rule could look at.
QJsonObject notification(const FileReport& file)
{
    return {{u"level"_s, u"error"_s},
            {u"message"_s, text(file.error->message)},
            {u"locations"_s, QJsonArray{physicalLocation(file.path, file.error->position)}}};
}

}  // namespace

QJsonObject toSarif(std::span<const FileReport> files, std::span<const RuleText> rules)
{
    QHash<QString, int> indexes;
    QJsonArray descriptors;
    for (const RuleText& rule : rules) {
        indexes.insert(rule.id, static_cast<int>(descriptors.size()));
        descriptors.append(descriptor(rule));
    }
    QJsonArray results;
    QJsonArray notifications;
    for (const FileReport& file : files) {
        for (const Finding& finding : file.findings)
            results.append(result(file.path, finding, indexes));
        if (file.error && file.findings.empty())
            notifications.append(notification(file));
    }
    const QJsonObject driver{{u"name"_s, u"Profilewright"_s}, {u"rules"_s, descriptors}};
    const QJsonObject invocation{{u"executionSuccessful"_s, notifications.isEmpty()},
                                 {u"toolExecutionNotifications"_s, notifications}};
    const QJsonObject run{
        {u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
        {u"columnKind"_s, u"unicodeCodePoints"_s},
        {u"invocations"_s, QJsonArray{invocation}},
        {u"results"_s, results},
    };
    return {
        {u"$schema"_s,
         u"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"_s},
        {u"version"_s, u"2.1.0"_s},
        {u"runs"_s, QJsonArray{run}},
    };
}

}  // namespace report
