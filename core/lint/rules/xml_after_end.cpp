// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Document& document = subject.document();
    for (const plist::Note& note : document.notes()) {
        if (note.kind != plist::Note::Kind::BytesAfterEnd)
            continue;
        const QByteArray there = document.text().mid(note.range.begin, note.range.size());
        found({
            .message = QCoreApplication::translate(
                "lint",
                "Something stands behind </plist>: devices pass over it, other readers refuse the file"),
            .measured = shortened(QString::fromUtf8(there)),
            .fix = report::Fix{QCoreApplication::translate("lint", "Remove what is behind the end"),
                               {plist::Edit::replaceText(note.range, {})}},
            .range = note.range,
        });
    }
}

}  // namespace

constinit const Rule xml_after_end{
    .id = "xml-after-end",
    .title = QT_TRANSLATE_NOOP("lint", "The file ends with the property list"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::File,
    .source = {"W3C, Extensible Markup Language (XML) 1.0", "2.1", "https://www.w3.org/TR/xml/#NT-document"},
    .check = check,
};

}  // namespace lint::rules
