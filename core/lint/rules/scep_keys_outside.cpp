// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>
#include <QStringList>

namespace lint::rules {

namespace {

std::optional<report::Fix> moveIn(const profile::Payload& payload, const QStringList& keys)
{
    const ScepSettings scep(payload);
    if (!scep.dict() && payload.dict->contains(u"PayloadContent"))
        return std::nullopt;
    std::vector<plist::Edit> edits;
    QStringList moved;
    for (const QString& key : keys) {
        const QStringView right = misspeltScepKey(key);
        const QString name = right.isEmpty() ? key : right.toString();
        // What is inside already is what a device reads today.
        if (!scep.find(name) && !moved.contains(name)) {
            edits.push_back(plist::Edit::set(scep.path() / name, *payload.dict->find(key)));
            moved.append(name);
        }
        edits.push_back(plist::Edit::remove(payload.path / key));
    }
    return report::Fix{QCoreApplication::translate("lint", "Move into PayloadContent"), std::move(edits)};
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (scepKeyOutside(*payload).isEmpty())
        return;
    QStringList keys;
    for (const auto& [key, value] : *payload->dict) {
        if (isScepKey(key) || !misspeltScepKey(key).isEmpty())
            keys.append(key);
    }
    found({.path = payload->path / keys.front(),
           .message = QCoreApplication::translate(
               "lint", "SCEP settings stand beside PayloadContent instead of in it, where a device does not "
                       "look for them"),
           .measured = keys.join(u", "),
           .required = QCoreApplication::translate("lint", "These keys inside the payload's PayloadContent"),
           .fix = moveIn(*payload, keys),
           .part = report::Part::Key});
}

}  // namespace

constinit const Rule scep_keys_outside{
    .id = "scep-keys-outside",
    .title = QT_TRANSLATE_NOOP("lint", "All SCEP settings are inside the inner PayloadContent"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = citations::scepPayload,
    .check = check,
};

}  // namespace lint::rules
