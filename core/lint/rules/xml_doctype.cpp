// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind != plist::Note::Kind::Doctype)
            continue;
        found({
            .message =
                note.text.isEmpty() ? QCoreApplication::translate(
                    "lint", "There is no document type declaration; devices read the file all the same")
                                    : QCoreApplication::translate(
                                        "lint", "The document type declaration is not Apple's; devices "
                                                "read the file all the same"),
            .measured = shortened(note.text),
            .required = u"-//Apple//DTD PLIST 1.0//EN"_s,
            .range = note.range,
        });
    }
}

}  // namespace

constinit const Rule xml_doctype{
    .id = "xml-doctype",
    .title = QT_TRANSLATE_NOOP("lint", "The document type is Apple's"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::File,
    .source = {"Apple, Property list DTD", "PropertyList-1.0",
               "https://www.apple.com/DTDs/PropertyList-1.0.dtd"},
    .check = check,
};

}  // namespace lint::rules
