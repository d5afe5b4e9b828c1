// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/writers.h"

#include "core/report/text_lines.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

}  // namespace

QJsonObject toJson(const Finding& finding)
{
    const QJsonValue null;
    const QString& title = finding.fix ? finding.fix->title : finding.advice;
    return {
        {u"rule"_s, finding.rule},
        {u"severity"_s, severityName(finding.severity)},
        {u"message"_s, finding.message},
        {u"path"_s, finding.path ? QJsonValue(finding.path->toString()) : null},
        {u"line"_s, finding.position ? QJsonValue(finding.position->line) : null},
        {u"column"_s, finding.position ? QJsonValue(finding.position->column) : null},
        {u"measured"_s, textOrNull(finding.measured)},
        {u"required"_s, textOrNull(finding.required)},
        {u"fix"_s, title.isEmpty() ? null : QJsonValue(QJsonObject{{u"title"_s, title}})},
        {u"source"_s, textOrNull(finding.source)},
    };
}

QJsonObject toJson(const base::Error& error)
{
    const QJsonValue null;
    return {
        {u"message"_s, error.message},
        {u"line"_s, error.position ? QJsonValue(error.position->line) : null},
        {u"column"_s, error.position ? QJsonValue(error.position->column) : null},
    };
}

QJsonObject toJson(const FileReport& file)
{
    QJsonArray findings;
    for (const Finding& finding : file.findings)
        findings.append(toJson(finding));
    return {
        {u"path"_s, file.path},
        {u"container"_s, textOrNull(file.container)},
        {u"readable"_s, file.readable},
        {u"error"_s, file.error ? QJsonValue(toJson(*file.error)) : QJsonValue()},
        {u"findings"_s, findings},
    };
}

QString toText(const FileReport& file)
{
    QStringList lines;
    std::vector<const Finding*> findings;
    for (const Finding& finding : file.findings)
        findings.push_back(&finding);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
    // What made a file unreadable may have a rule, and is then the only finding.
    if (file.error && findings.empty())
        lines << u"%1: %2: %3"_s.arg(placeText(file.path, file.error->position),
                                     severityName(Severity::Error), printable(file.error->message));
    for (const Finding* finding : findings)
        addFinding(lines, placeText(file.path, finding->position), *finding);
    if (file.error)
        addDetail(lines, QCoreApplication::translate("report", "hint"), file.error->hint);
    return lines.isEmpty() ? QString() : lines.join(u'\n') + u'\n';
}

}  // namespace report
