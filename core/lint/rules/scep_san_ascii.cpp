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

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    forEachName(ScepSettings(*payload), [&found](const QString& key, const plist::Path& path,
                                                 const plist::Value& name) {
        if (key.compare(u"ntPrincipalName", Qt::CaseInsensitive) == 0 || isPlain(name))
            return;
        found({.path = path,
               .message = QCoreApplication::translate(
                   "lint", "A device writes this name as ASCII only and is expected to fail at "
                           "other characters"),
               .measured = shown(name),
               .required = QCoreApplication::translate("lint", "ASCII; in a DNS name the xn-- form")});
    });
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
