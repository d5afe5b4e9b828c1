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
    const plist::Value* url = scep.find(u"URL");
    if (!url) {
        if (scep.lacks(u"URL") || scep.isAbsent()) {
            found({.path = scep.path(u"URL"),
                   .message = QCoreApplication::translate(
                       "lint", "There is no URL: a device is expected to refuse the profile with "
                               "MCPayloadErrorDomain 2002"),
                   .measured = QCoreApplication::translate("lint", "No URL"),
                   .required = QCoreApplication::translate("lint", "The address of the SCEP server")});
        }
        return;
    }
    const auto* text = url->as<QString>();
    if (!text || holdsToken(*text))
        return;
    const UrlParts parts = UrlParts::of(*text);
    const bool isEmpty = QStringView(*text).trimmed().isEmpty();
    if (!isEmpty && !((parts.isHttp() || parts.isHttps()) && !parts.namesHost()))
        return;
    found({.path = scep.path(u"URL"),
           .message = isEmpty ? QCoreApplication::translate(
                          "lint", "The URL is empty: a device is expected to refuse the profile with "
                                  "MCPayloadErrorDomain 2003")
                              : QCoreApplication::translate(
                                  "lint", "The URL names no host, so a device has nowhere to ask for a "
                                          "certificate"),
           .measured = shown(text->left(parts.queryBegin)),
           .required = QCoreApplication::translate("lint", "The address of the SCEP server")});
}

}  // namespace

constinit const Rule scep_url_missing{
    .id = "scep-url-missing",
    .title = QT_TRANSLATE_NOOP("lint", "A SCEP payload names the URL of its server"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
