// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void tell(const plist::Path& path, plist::Path unneeded, Sink& found)
{
    found({.path = path,
           .message = QCoreApplication::translate(
                          "lint",
                          "%1 is an empty text. It may be left out but not be empty: a device is expected to "
                          "refuse the profile")
                          .arg(path.lastKey().isEmpty() ? path.parent().lastKey() : path.lastKey()),
           .measured = u"\"\""_s,
           .required = QCoreApplication::translate("lint", "A text, or no key at all"),
           .fix = report::Fix{QCoreApplication::translate("lint", "Leave it out"),
                              {plist::Edit::remove(std::move(unneeded))}}});
}

bool isEmptyText(const plist::Value& value)
{
    const auto* text = value.as<QString>();
    return text && text->isEmpty();
}

void checkNames(const ScepSettings& scep, const plist::Dict& names, Sink& found)
{
    const plist::Path path = scep.path(u"SubjectAltName");
    for (const auto& [key, value] : names) {
        // What would be left empty goes too.
        const plist::Path whole = names.size() == 1 ? path : path / key;
        if (isEmptyText(value))
            tell(path / key, whole, found);
        const auto* items = value.as<plist::Array>();
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            if (isEmptyText((*items)[i]))
                tell(path / key / i, items->size() == 1 ? whole : path / key / i, found);
        }
    }
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    for (const char16_t* key : {u"Name", u"Challenge"}) {
        const plist::Value* value = scep.find(key);
        if (value && isEmptyText(*value))
            tell(scep.path(key), scep.path(key), found);
    }
    if (const auto* names = scep.literal<plist::Dict>(u"SubjectAltName"))
        checkNames(scep, *names, found);
}

}  // namespace

constinit const Rule scep_empty_string{
    .id = "scep-empty-string",
    .title =
        QT_TRANSLATE_NOOP("lint", "Name, Challenge and alternative names are left out rather than empty"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
