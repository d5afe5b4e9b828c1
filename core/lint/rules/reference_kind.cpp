// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/letter_case.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace lint::rules {

namespace {

/// "UUID type" of every payload, the UUID in upper case.
QSet<QString> kinds(const profile::Profile& profile)
{
    QSet<QString> kinds;
    for (const profile::Payload& payload : profile.payloads())
        kinds.insert(base::toUpper(payload.uuid) + u' ' + payload.type);
    return kinds;
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    std::optional<QSet<QString>> known;
    for (const profile::FoundReference& reference : subject.references()) {
        if (!reference.to || !reference.definition)
            continue;
        const QStringList& targets = reference.definition->targets;
        const QString& type = subject.profile().payloads()[*reference.to].type;
        if (type.isEmpty() || targets.isEmpty() || targets.contains(type))
            continue;
        // Of two payloads with the same UUID one may fit: then the UUID is what is wrong.
        if (!known)
            known = kinds(subject.profile());
        if (std::any_of(targets.begin(), targets.end(), [&](const QString& target) {
                return known->contains(base::toUpper(reference.uuid) + u' ' + target);
            }))
            continue;
        found({
            .path = reference.path,
            .message =
                QCoreApplication::translate(
                    "lint", "This names a payload of type %1, which cannot be used here: the device refuses "
                            "the profile or the connection")
                    .arg(type),
            .measured = type,
            .required = targets.join(u", "),
        });
    }
}

}  // namespace

constinit const Rule reference_kind{
    .id = "reference-kind",
    .title = QT_TRANSLATE_NOOP("lint", "A reference names a payload of a kind that its key takes"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: schema of the payloads", "mdm/profiles",
               "https://github.com/apple/device-management/tree/release/mdm/profiles"},
    .check = check,
};

}  // namespace lint::rules
