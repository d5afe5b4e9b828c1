// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_walk.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::ManualInstall)) {

        found({.path = issue.path,
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "\"%1\" is accepted from MDM only: installed by hand, the profile is expected to be "
                       "refused")
                       .arg(issue.name),
               .measured = QCoreApplication::translate("lint", "Installed by hand"),
               .required = u"MDM"_s,
               .part = issue.isPayload ? report::Part::Value : report::Part::Key});
    }
}

}  // namespace

constinit const Rule target_manual_install{
    .id = "target-manual-install",
    .title = QT_TRANSLATE_NOOP("lint", "What only MDM may install is not installed by hand"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
