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
    const plist::Value* value = scep.find(u"Key Type");
    if (value) {
        const auto* text = value->as<QString>();
        if (!text || *text == u"RSA" || holdsToken(*text))
            return;
    } else if (!scep.lacks(u"Key Type")) {
        return;
    }
    found({.path = scep.path(u"Key Type"),
           .message =
               value ? QCoreApplication::translate("lint",
                                                   "A device makes RSA keys for SCEP, whatever Key Type says")
                     : QCoreApplication::translate(
                         "lint", "There is no Key Type: a device makes an RSA key all the same, but other "
                                 "readers of the profile may not"),
           .measured = value ? shown(*value) : QCoreApplication::translate("lint", "No Key Type"),
           .required = u"RSA"_s,
           .fix = report::Fix{QCoreApplication::translate("lint", "Set Key Type to RSA"),
                              {plist::Edit::set(scep.path(u"Key Type"), u"RSA"_s)}}});
}

}  // namespace

constinit const Rule scep_key_type{
    .id = "scep-key-type",
    .title = QT_TRANSLATE_NOOP("lint", "Key Type says RSA"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
