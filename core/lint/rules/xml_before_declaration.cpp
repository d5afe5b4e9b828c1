// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

using Kind = plist::Note::Kind;

QString message(Kind kind)
{
    switch (kind) {
    case Kind::BytesBeforeDeclaration:
        return QCoreApplication::translate(
            "lint",
            "Something stands in front of the XML declaration: some devices and most servers refuse it");
    case Kind::DeclarationMisspelt:
        return QCoreApplication::translate(
            "lint", "The XML declaration is misspelt: some devices and most servers refuse it");
    case Kind::DeclarationMissing:
        return QCoreApplication::translate(
            "lint", "The XML declaration is missing: a device has to guess version and encoding");
    default: return {};
    }
}

QString title(Kind kind)
{
    switch (kind) {
    case Kind::BytesBeforeDeclaration:
        return QCoreApplication::translate("lint", "Remove what is in front of the declaration");
    case Kind::DeclarationMisspelt: return QCoreApplication::translate("lint", "Correct the declaration");
    default: return QCoreApplication::translate("lint", "Put the declaration in");
    }
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Document& document = subject.document();
    for (const plist::Note& note : document.notes()) {
        QString text = message(note.kind);
        if (text.isEmpty())
            continue;
        const bool isJunk = note.kind == Kind::BytesBeforeDeclaration;
        const QByteArray there = document.text().mid(note.range.begin, note.range.size());
        const QByteArray right = isJunk ? QByteArray() : note.text.toUtf8();
        found({
            .message = std::move(text),
            .measured = shortened(QString::fromUtf8(there)),
            .required = isJunk ? QStringLiteral("<?xml") : shortened(note.text),
            .fix = report::Fix{title(note.kind), {plist::Edit::replaceText(note.range, right)}},
            .range = note.range,
        });
    }
}

}  // namespace

constinit const Rule xml_before_declaration{
    .id = "xml-before-declaration",
    .title = QT_TRANSLATE_NOOP("lint", "The file begins with the XML declaration"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::File,
    .source = {"W3C, Extensible Markup Language (XML) 1.0", "2.8",
               "https://www.w3.org/TR/xml/#sec-prolog-dtd"},
    .check = check,
};

}  // namespace lint::rules
