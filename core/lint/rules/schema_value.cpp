// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/schema_value.h"

#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"
#include "core/lint/text.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Value)) {

        found({.path = issue.path,
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "\"%1\" has a value that Apple's definition does not know: a device may refuse it or "
                       "pass it over")
                       .arg(issue.name),
               .measured = issue.key->sensitive ? profile::masked() : shown(*issue.value),
               .required = rangeOf(*issue.key)});
    }
}

}  // namespace

constinit const Rule schema_value{
    .id = "schema-value",
    .title = QT_TRANSLATE_NOOP("lint", "A value is one that its key takes"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
