// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

// A file that cannot be read at all has no notes: unreadable() reports it under this id.
void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind == plist::Note::Kind::Malformed)
            found({.path = note.path,
                   .message =
                       QCoreApplication::translate("lint", "Not every device reads this: %1").arg(note.text),
                   .range = note.range});
    }
}

}  // namespace

constinit const Rule xml_malformed{
    .id = "xml-malformed",
    .title = QT_TRANSLATE_NOOP("lint", "The file is well-formed XML"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::File,
    .source = {"W3C, Extensible Markup Language (XML) 1.0", "2.1",
               "https://www.w3.org/TR/xml/#sec-well-formed"},
    .check = check,
};

}  // namespace lint::rules
