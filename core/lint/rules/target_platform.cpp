// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Platform)) {

        const schema::Target& target = subject.context().target;
        found({.path = issue.path,
               .message =
                   issue.version.isNull()
                       ? QCoreApplication::translate(
                             "lint",
                             "\"%1\" does not exist on %2 and is expected to be passed over or refused there")
                             .arg(issue.name, target.toString())
                       : QCoreApplication::translate("lint",
                                                     "\"%1\" came with version %2; %3 does not know it yet")
                             .arg(issue.name, issue.version.toString(), target.toString()),
               .measured = target.toString(),
               .required = issue.version.isNull() ? QCoreApplication::translate("lint", "Another platform")
                                                  : QCoreApplication::translate("lint", "Version %1 or newer")
                                                        .arg(issue.version.toString()),
               .part = issue.isPayload ? report::Part::Value : report::Part::Key});
    }
}

}  // namespace

constinit const Rule target_platform{
    .id = "target-platform",
    .title = QT_TRANSLATE_NOOP("lint", "Payloads and keys exist on the target"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
