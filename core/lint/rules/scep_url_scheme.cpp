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
    const auto* text = scep.literal<QString>(u"URL");
    if (!text || QStringView(*text).trimmed().isEmpty())
        return;
    const UrlParts parts = UrlParts::of(*text);
    if (parts.isHttp() || parts.isHttps())
        return;
    found({.path = scep.path(u"URL"),
           .message = QCoreApplication::translate(
               "lint", "The URL begins with neither http:// nor https://: a device speaks SCEP over "
                       "nothing else, and the enrolment ends in a network error"),
           .measured = parts.scheme.isEmpty() ? QCoreApplication::translate("lint", "No scheme")
                                              : shortened(parts.scheme.toString()),
           .required = u"http, https"_s});
}

}  // namespace

constinit const Rule scep_url_scheme{
    .id = "scep-url-scheme",
    .title = QT_TRANSLATE_NOOP("lint", "The URL of a SCEP server begins with http:// or https://"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
