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
    const auto* text = scep.literal<QString>(u"URL");
    if (!text || !scep.lacks(u"CAFingerprint"))
        return;
    const UrlParts url = UrlParts::of(*text);
    if (!url.isHttp() || !url.namesHost())
        return;
    found({.path = scep.path(u"CAFingerprint"),
           .message = QCoreApplication::translate(
               "lint", "The server is asked over plain http and there is no CAFingerprint: nothing "
                       "proves to the device that the CA is the right one"),
           .measured = QCoreApplication::translate("lint", "No CAFingerprint"),
           .required =
               QCoreApplication::translate("lint", "The digest of the CA certificate, or an https URL")});
}

}  // namespace

constinit const Rule scep_fingerprint_http{
    .id = "scep-fingerprint-http",
    .title = QT_TRANSLATE_NOOP("lint", "Over plain http, the fingerprint of the CA is in the profile"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
