// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Required)) {

        found(
            {.path = issue.path,
             .message =
                 QCoreApplication::translate(
                     "lint",
                     "Apple's definition requires the key \"%1\": a device may refuse the profile without it")
                     .arg(issue.name),
             .measured = QCoreApplication::translate("lint", "No %1").arg(issue.name),
             .required = issue.name});
    }
}

}  // namespace

constinit const Rule schema_required{
    .id = "schema-required",
    .title = QT_TRANSLATE_NOOP("lint", "The keys that must be there are there"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
