// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

QString message(const SchemaIssue& issue, const QString& target)
{
    if (issue.outcome == Outcome::Fail)
        return QCoreApplication::translate(
                   "lint", "Apple removed \"%1\" in version %2: %3 is expected to pass it over")
            .arg(issue.name, issue.version.toString(), target);
    return QCoreApplication::translate("lint", "Apple deprecates \"%1\" since version %2; %3 still takes it")
        .arg(issue.name, issue.version.toString(), target);
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Deprecated)) {

        schema::Target target = subject.context().target;
        target.platform = issue.platform;
        found({.outcome = issue.outcome,
               .path = issue.path,
               .message = message(issue, target.toString()),
               .measured = issue.name,
               .part = issue.isPayload ? report::Part::Value : report::Part::Key});
    }
}

}  // namespace

constinit const Rule schema_deprecated{
    .id = "schema-deprecated",
    .title = QT_TRANSLATE_NOOP("lint", "Nothing is used that Apple has given up"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
