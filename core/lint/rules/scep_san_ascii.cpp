// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

bool isPlain(const plist::Value& value)
{
    const auto* text = value.as<QString>();
    return !text || holdsToken(*text)
           || std::all_of(text->begin(), text->end(), [](QChar c) { return c.unicode() < 0x80; });
}

void tell(const plist::Path& path, const plist::Value& value, Sink& found)
{
    found({.path = path,
           .message = QCoreApplication::translate(
               "lint", "A device writes this name as ASCII only and is expected to fail at other characters"),
           .measured = shown(value),
           .required = QCoreApplication::translate("lint", "ASCII; in a DNS name the xn-- form")});
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    const auto* names = scep.literal<plist::Dict>(u"SubjectAltName");
    if (!names)
        return;
    for (const auto& [key, value] : *names) {
        if (key.compare(u"ntPrincipalName", Qt::CaseInsensitive) == 0)
            continue;
        const plist::Path path = scep.path(u"SubjectAltName") / key;
        if (!isPlain(value))
            tell(path, value, found);
        const auto* items = value.as<plist::Array>();
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            if (!isPlain((*items)[i]))
                tell(path / i, (*items)[i], found);
        }
    }
}

}  // namespace

constinit const Rule scep_san_ascii{
    .id = "scep-san-ascii",
    .title = QT_TRANSLATE_NOOP("lint", "Mail, DNS and URI names are ASCII"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = {"RFC 5280", "4.2.1.6", "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6"},
    .check = check,
};

}  // namespace lint::rules
