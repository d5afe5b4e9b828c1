// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

/// The UUID in `text` if only braces, blanks, hyphens or a URN's prefix are wrong; else empty.
QString meantUuid(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u"urn:uuid:", Qt::CaseInsensitive))
        text.remove(0, 9);
    text.removeIf([](QChar c) { return c == u'{' || c == u'}' || c == u'-' || c.isSpace(); });
    for (const qsizetype place : {8, 13, 18, 23})
        text.insert(std::min(place, text.size()), u'-');
    return isUuid(text) ? text : QString();
}

report::Fix fix(const Subject& subject,
                const plist::Path& path,
                const profile::Payload* payload,
                const QString& uuid)
{
    const QString meant = meantUuid(uuid);
    report::Fix::Edits edits = changeUuid(subject, path, payload, meant);
    if (!meant.isEmpty())
        return {QCoreApplication::translate("lint", "Write the UUID in its form"), std::move(edits)};
    return report::Fix::later(QCoreApplication::translate("lint", "Set a new PayloadUUID"),
                              [edits = std::move(edits), document = subject.document(), path] {
                                  report::Fix::Edits made = edits;
                                  const plist::Value fresh(derivedUuid(document, path));
                                  for (plist::Edit& edit : made)
                                      edit.value = fresh;
                                  return made;
                              });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict,
                              const profile::Payload* payload) {
        const auto* uuid = dict.get<QString>(u"PayloadUUID");
        if (!uuid || uuid->isEmpty() || isUuid(*uuid) || holdsToken(*uuid))
            return;
        found({
            .path = path / u"PayloadUUID",
            .message = QCoreApplication::translate(
                "lint",
                "This is not a UUID: some devices and servers refuse the profile for it, and nothing keeps "
                "others from using the same"),
            .measured = shortened(*uuid),
            .required = QCoreApplication::translate("lint", "8-4-4-4-12 hexadecimal digits"),
            .fix = fix(subject, path, payload, *uuid),
        });
    });
}

}  // namespace

constinit const Rule profile_uuid_malformed{
    .id = "profile-uuid-malformed",
    .title = QT_TRANSLATE_NOOP("lint", "A PayloadUUID has the form of a UUID"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"IETF, RFC 9562", "4", "https://www.rfc-editor.org/rfc/rfc9562#section-4"},
    .check = check,
};

}  // namespace lint::rules
