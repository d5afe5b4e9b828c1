// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind == plist::Note::Kind::DuplicateKey)
            found({
                .path = note.path,
                .message =
                    QCoreApplication::translate(
                        "lint", "%1 stands more than once in this dictionary: a device reads the last one "
                                "and passes over this one")
                        .arg(note.path.lastKey()),
                .part = report::Part::Key,
                .range = note.range,
            });
    }
}

}  // namespace

constinit const Rule plist_duplicate_key{
    .id = "plist-duplicate-key",
    .title = QT_TRANSLATE_NOOP("lint", "A key stands once in a dictionary"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::File,
    .source = {"Apple, Core Foundation source", "CFPropertyList.c",
               "https://github.com/apple-oss-distributions/CF/blob/main/CFPropertyList.c"},
    .check = check,
};

}  // namespace lint::rules
