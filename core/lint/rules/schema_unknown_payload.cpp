// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::UnknownPayload)) {

        found(
            {.path = issue.path,
             .message = QCoreApplication::translate(
                 "lint", "This payload type is not known here: it is kept as it is and edited key by key. On "
                         "macOS such a payload sets the preferences of that name"),
             .measured = shortened(issue.name)});
    }
}

}  // namespace

constinit const Rule schema_unknown_payload{
    .id = "schema-unknown-payload",
    .title = QT_TRANSLATE_NOOP("lint", "Every payload is of a known type"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
