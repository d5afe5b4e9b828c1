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
    if (!scep.lacks(u"Keysize"))
        return;
    found({.path = scep.path(u"Keysize"),
           .message = QCoreApplication::translate(
               "lint", "There is no Keysize. Apple calls it optional, but a device is expected to refuse "
                       "the profile with MCPayloadErrorDomain 2002"),
           .measured = QCoreApplication::translate("lint", "No Keysize"),
           .required = u"2048, 4096"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Set Keysize to 2048"),
                              {plist::Edit::set(scep.path(u"Keysize"), 2048)}}});
}

}  // namespace

constinit const Rule scep_keysize_missing{
    .id = "scep-keysize-missing",
    .title = QT_TRANSLATE_NOOP("lint", "A SCEP payload says how long the key shall be"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
