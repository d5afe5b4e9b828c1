// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/schema_value.h"
#include "core/lint/schema_walk.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

/// A number as text is still no identifier.
bool isIdentifier(const SchemaIssue& issue)
{
    return issue.name == u"PayloadIdentifier" || issue.name == u"PayloadUUID";
}

QString message(const SchemaIssue& issue)
{
    if (issue.outcome == Outcome::Fail)
        return QCoreApplication::translate("lint", "The value of \"%1\" is of a type that this key does not "
                                                   "take: devices are expected to refuse "
                                                   "the profile or to pass the key over")
            .arg(issue.name);
    return QCoreApplication::translate("lint", "The value of \"%1\" is of another type than this key takes. "
                                               "Devices are known to take it, some "
                                               "servers are not")
        .arg(issue.name);
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const SchemaIssue& issue : subject.schemaWalk().issues(SchemaIssue::Kind::Type)) {

        std::optional<report::Fix> fix;
        if (auto value = isIdentifier(issue) ? std::nullopt : converted(*issue.key, *issue.value))
            fix = report::Fix{QCoreApplication::translate("lint", "Convert the value"),
                              {plist::Edit::set(issue.path, *std::move(value))}};
        found({.outcome = issue.outcome,
               .path = issue.path,
               .message = message(issue),
               .measured = issue.key->sensitive ? plist::typeName(issue.value->type()) : shown(*issue.value),
               .required = typesOf(*issue.key),
               .fix = std::move(fix)});
    }
}

}  // namespace

constinit const Rule schema_type{
    .id = "schema-type",
    .title = QT_TRANSLATE_NOOP("lint", "A value has the type its key takes"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::definitions,
    .check = check,
};

}  // namespace lint::rules
