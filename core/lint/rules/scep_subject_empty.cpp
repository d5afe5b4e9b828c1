// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* rdns = scep.literal<plist::Array>(u"Subject");
    const bool isEmpty = rdns ? rdns->empty() : scep.lacks(u"Subject");
    if (!isEmpty)
        return;
    found({.path = scep.path(u"Subject"),
           .message = QCoreApplication::translate(
               "lint", "There is no subject: the device asks for a certificate without a name, and the CA "
                       "has to find one or refuse"),
           .measured = QCoreApplication::translate("lint", "No subject"),
           .required =
               QCoreApplication::translate("lint", "At least a common name, unless the CA fills it in")});
}

}  // namespace

constinit const Rule scep_subject_empty{
    .id = "scep-subject-empty",
    .title = QT_TRANSLATE_NOOP("lint", "The request names a subject"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
