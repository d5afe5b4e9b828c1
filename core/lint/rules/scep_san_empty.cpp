// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

bool isEmptyArray(const plist::Dict::Entry& entry)
{
    const auto* items = entry.second.as<plist::Array>();
    return items && items->empty();
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* names = scep.literal<plist::Dict>(u"SubjectAltName");
    if (!names || !std::all_of(names->begin(), names->end(), isEmptyArray))
        return;
    found({.path = scep.path(u"SubjectAltName"),
           .message = QCoreApplication::translate(
               "lint", "SubjectAltName is empty: a device puts an empty extension into its request, which "
                       "many CAs refuse"),
           .measured = QCoreApplication::translate("lint", "No name"),
           .required = QCoreApplication::translate("lint", "At least one name, or no SubjectAltName"),
           .fix = report::Fix{QCoreApplication::translate("lint", "Leave SubjectAltName out"),
                              {plist::Edit::remove(scep.path(u"SubjectAltName"))}}});
}

}  // namespace

constinit const Rule scep_san_empty{
    .id = "scep-san-empty",
    .title = QT_TRANSLATE_NOOP("lint", "SubjectAltName is left out rather than empty"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = citations::certificateRequest,
    .check = check,
};

}  // namespace lint::rules
