// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

bool isText(const plist::Value& value)
{
    return value.type() == plist::Type::String || value.type() == plist::Type::Raw;
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const plist::Value* value = scep.find(u"GetCACaps");
    if (!value || holdsToken(*value))
        return;
    const auto* items = value->as<plist::Array>();
    if (items && std::all_of(items->begin(), items->end(), isText)) {
        found(
            {.outcome = Outcome::Warn,
             .path = scep.path(u"GetCACaps"),
             .message = QCoreApplication::translate(
                 "lint", "GetCACaps is no longer in Apple's documentation; a device that still reads it does "
                         "not ask the server what it can do"),
             .measured = shown(*value),
             .required =
                 QCoreApplication::translate("lint", "No GetCACaps, unless the server cannot be asked")});
        return;
    }
    found({.path = scep.path(u"GetCACaps"),
           .message = QCoreApplication::translate(
               "lint", "GetCACaps is not an array of texts: a device is expected to refuse the profile with "
                       "MCPayloadErrorDomain 2003"),
           .measured = shown(*value),
           .required = QCoreApplication::translate("lint", "An array of texts, or no GetCACaps")});
}

}  // namespace

constinit const Rule scep_getcacaps{
    .id = "scep-getcacaps",
    .title = QT_TRANSLATE_NOOP("lint", "GetCACaps is left to the server"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Info,
    .scope = Scope::Scep,
    .source = {"Apple Discussions: SCEP and GetCACaps in a profile", "",
               "https://discussions.apple.com/thread/2625958"},
    .check = check,
};

}  // namespace lint::rules
