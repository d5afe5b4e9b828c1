// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

QString message(const QString& identifier)
{
    if (isUuid(identifier))
        return QCoreApplication::translate(
            "lint",
            "The identifier is a bare UUID: it says nothing about whose profile this is, and a new one is "
            "easily taken by mistake, so that the old profile stays installed beside it");
    if (identifier.contains(u".."))
        return QCoreApplication::translate("lint", "The identifier has two dots in a row");
    if (std::any_of(identifier.begin(), identifier.end(), [](QChar c) { return c.isSpace(); }))
        return QCoreApplication::translate("lint", "The identifier has blanks in it");
    return QCoreApplication::translate(
        "lint",
        "The identifier is not a reversed domain name: it may collide with that of somebody else's profile, "
        "which it would replace");
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict, const profile::Payload*) {
        const auto* identifier = dict.get<QString>(u"PayloadIdentifier");
        if (!identifier || identifier->isEmpty() || isReverseDns(*identifier) || holdsToken(*identifier))
            return;
        found({
            .path = path / u"PayloadIdentifier",
            .message = message(*identifier),
            .measured = shortened(*identifier),
            .required =
                QCoreApplication::translate("lint", "letters, digits, - and _ between single dots, such as "
                                                    "com.example.wifi"),
        });
    });
}

}  // namespace

constinit const Rule profile_identifier_form{
    .id = "profile-identifier-form",
    .title = QT_TRANSLATE_NOOP("lint", "A PayloadIdentifier has the form of a reversed domain name"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
