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
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::UnknownKey)) {

        const QString name = shortened(issue.name);
        if (issue.outcome == Outcome::Warn) {
            found({.outcome = Outcome::Warn,
                   .path = issue.path,
                   .message = QCoreApplication::translate(
                                  "lint",
                                  "\"%1\" is not in Apple's definition; a device is expected to pass it over")
                                  .arg(name),
                   .measured = name,
                   .part = report::Part::Key});
            continue;
        }
        // With both there, which value is meant is not ours to say.
        std::optional<report::Fix> fix;
        if (!subject.document().root().at(issue.path.parent() / plist::Path::Step(issue.meant)))
            fix = report::Fix{QCoreApplication::translate("lint", "Rename to \"%1\"").arg(issue.meant),
                              {plist::Edit::rename(issue.path, issue.meant)}};
        found({.path = issue.path,
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "\"%1\" is not in Apple's definition and is expected to be passed over; did you mean "
                       "\"%2\"?")
                       .arg(name, issue.meant),
               .measured = name,
               .required = issue.meant,
               .fix = std::move(fix),
               .part = report::Part::Key});
    }
}

}  // namespace

constinit const Rule schema_unknown_key{
    .id = "schema-unknown-key",
    .title = QT_TRANSLATE_NOOP("lint", "Every key is one that its payload knows"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
