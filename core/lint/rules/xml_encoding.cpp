// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind == plist::Note::Kind::Encoding)
            found({
                .message = QCoreApplication::translate(
                    "lint",
                    "The bytes do not fit the encoding that the file declares; readers differ in what they "
                    "make of them"),
                .measured = note.text,
                .range = note.range,
            });
    }
}

}  // namespace

constinit const Rule xml_encoding{
    .id = "xml-encoding",
    .title = QT_TRANSLATE_NOOP("lint", "The bytes fit the encoding that the file declares"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::File,
    .source = {"W3C, Extensible Markup Language (XML) 1.0", "4.3.3",
               "https://www.w3.org/TR/xml/#charencoding"},
    .check = check,
};

}  // namespace lint::rules
