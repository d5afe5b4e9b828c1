// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/check_report.h"
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

/// A server is named by its address. What could not be read as one is there as well, and may be any text.
QString uri(const CheckReport& check)
{
    if (!check.path.isEmpty())
        return uri(check.path);
    const QString address = check.port != 0 ? subjectOf(check) : check.host;
    return u"tls://"_s + QString::fromLatin1(QUrl::toPercentEncoding(address, ":[]"));
}

QJsonObject physicalLocation(const QString& uri, const std::optional<base::TextPosition>& position)
{
    QJsonObject location{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, uri}}}};
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
    if (const QString& fix = finding.fix ? finding.fix->title : finding.advice; !fix.isEmpty())
        bag.insert(u"fix"_s, fix);
    if (finding.certificate)
        bag.insert(u"certificate"_s, static_cast<qint64>(*finding.certificate));
    if (!finding.anchors.isEmpty())
        bag.insert(u"anchors"_s, QJsonArray::fromStringList(finding.anchors));
    return bag;
}

/// 3.27
QJsonObject result(const QString& uri, const Finding& finding, const QHash<QString, int>& indexes)
{
    QJsonObject location = physicalLocation(uri, finding.position);
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
QJsonObject notification(const QString& uri, const base::Error& error)
{
    return {{u"level"_s, u"error"_s},
            {u"message"_s, text(error.message)},
            {u"locations"_s, QJsonArray{physicalLocation(uri, error.position)}}};
}

/// One run of the tool (3.14), filled subject by subject.
class Log
{
public:
    explicit Log(std::span<const RuleText> rules);
    void add(const QString& uri,
             const std::vector<Finding>& findings,
             const std::optional<base::Error>& error);
    [[nodiscard]] QJsonObject toJson() const;

private:
    QHash<QString, int> m_indexes;
    QJsonArray m_descriptors;
    QJsonArray m_results;
    QJsonArray m_notifications;
};

Log::Log(std::span<const RuleText> rules)
{
    for (const RuleText& rule : rules) {
        m_indexes.insert(rule.id, static_cast<int>(m_descriptors.size()));
        m_descriptors.append(descriptor(rule));
    }
}

void Log::add(const QString& uri,
              const std::vector<Finding>& findings,
              const std::optional<base::Error>& error)
{
    for (const Finding& finding : findings)
        m_results.append(result(uri, finding, m_indexes));
    if (error && findings.empty())
        m_notifications.append(notification(uri, *error));
}

QJsonObject Log::toJson() const
{
    const QJsonObject driver{{u"name"_s, u"Profilewright"_s}, {u"rules"_s, m_descriptors}};
    const QJsonObject invocation{{u"executionSuccessful"_s, m_notifications.isEmpty()},
                                 {u"toolExecutionNotifications"_s, m_notifications}};
    const QJsonObject run{
        {u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
        {u"columnKind"_s, u"unicodeCodePoints"_s},
        {u"invocations"_s, QJsonArray{invocation}},
        {u"results"_s, m_results},
    };
    return {
        {u"$schema"_s,
         u"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"_s},
        {u"version"_s, u"2.1.0"_s},
        {u"runs"_s, QJsonArray{run}},
    };
}

}  // namespace

QJsonObject toSarif(std::span<const FileReport> files, std::span<const RuleText> rules)
{
    Log log(rules);
    for (const FileReport& file : files)
        log.add(uri(file.path), file.findings, file.error);
    return log.toJson();
}

QJsonObject toSarif(std::span<const CheckReport> checks, std::span<const RuleText> rules)
{
    Log log(rules);
    for (const CheckReport& check : checks)
        log.add(uri(check), check.findings, check.error);
    return log.toJson();
}

}  // namespace report
