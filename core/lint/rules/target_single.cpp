// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Single)) {

        found(
            {.path = issue.path,
             .message =
                 QCoreApplication::translate(
                     "lint",
                     "There is more than one payload \"%1\", of which a device takes one: it is expected to "
                     "refuse the profile")
                     .arg(issue.name),
             .measured = QCoreApplication::translate("lint", "A further payload of this type"),
             .required = QCoreApplication::translate("lint", "One payload of this type")});
    }
}

}  // namespace

constinit const Rule target_single{
    .id = "target-single",
    .title = QT_TRANSLATE_NOOP("lint", "A payload that may be there once is there once"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
