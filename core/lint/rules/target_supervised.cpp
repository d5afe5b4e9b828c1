// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Supervised)) {

        found({.path = issue.path,
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "\"%1\" works on supervised devices only; others are expected to refuse it or to pass "
                       "it over")
                       .arg(issue.name),
               .measured = QCoreApplication::translate("lint", "Target not supervised"),
               .required = QCoreApplication::translate("lint", "A supervised device"),
               .part = issue.isPayload ? report::Part::Value : report::Part::Key});
    }
}

}  // namespace

constinit const Rule target_supervised{
    .id = "target-supervised",
    .title = QT_TRANSLATE_NOOP("lint", "What needs supervision goes to supervised devices"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
