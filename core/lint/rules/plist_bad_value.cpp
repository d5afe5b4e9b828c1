// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void judge(const Subject& subject, const plist::Note& note, Sink& found)
{
    const plist::Value* value = subject.document().root().at(note.path);
    const auto* raw = value ? value->as<plist::Raw>() : nullptr;
    if (!raw || holdsToken(raw->text))
        return;
    found({
        .path = note.path,
        .message =
            QCoreApplication::translate(
                "lint", "This is not what a %1 looks like: a device reads another value than was meant, or "
                        "refuses the profile")
                .arg(plist::typeName(raw->type)),
        .measured = subject.isSecretPlace(note.path) ? profile::masked() : shortened(raw->text),
        .required = plist::typeName(raw->type),
        .range = note.range,
    });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    for (const plist::Note& note : subject.document().notes()) {
        if (note.kind == plist::Note::Kind::BadValue)
            judge(subject, note, found);
        else if (note.kind == plist::Note::Kind::StrayText && !holdsToken(note.text))
            found({.path = note.path,
                   .message = QCoreApplication::translate(
                       "lint",
                       "Text stands between the elements, where no value can be: devices pass over it or "
                       "refuse the profile"),
                   .measured = shortened(note.text),
                   .range = note.range});
    }
}

}  // namespace

constinit const Rule plist_bad_value{
    .id = "plist-bad-value",
    .title = QT_TRANSLATE_NOOP("lint", "A value is what its element says"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::File,
    .source = {"Apple, Core Foundation source", "CFPropertyList.c",
               "https://github.com/apple-oss-distributions/CF/blob/main/CFPropertyList.c"},
    .check = check,
};

}  // namespace lint::rules
