// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    if (!scep.lacks(u"Key Usage"))
        return;
    found({.path = scep.path(u"Key Usage"),
           .message = QCoreApplication::translate(
               "lint", "There is no Key Usage. Apple's definition takes that as 0, devices are expected to "
                       "take it as 1, signing only; with NDES it chooses the template"),
           .measured = QCoreApplication::translate("lint", "No Key Usage"),
           .required = u"1, 4, 5"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Set Key Usage to 1, as devices take it"),
                              {plist::Edit::set(scep.path(u"Key Usage"), 1)}}});
}

}  // namespace

constinit const Rule scep_key_usage_missing{
    .id = "scep-key-usage-missing",
    .title = QT_TRANSLATE_NOOP("lint", "Key Usage is written down"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
