// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    const ScepSettings scep(*payload);
    if (!scep.dict())
        return;
    for (const auto& [key, value] : *scep.dict()) {
        const QStringView right = misspeltScepKey(key);
        if (right.isEmpty())
            continue;
        const plist::Path path = scep.path() / key;
        // Of two spellings of one key, the first becomes the right one.
        const bool isTaken = scep.dict()->contains(right);
        found({.path = path,
               .message =
                   QCoreApplication::translate(
                       "lint", "A device does not know the key \"%1\" and passes it over; it reads \"%2\"")
                       .arg(key, right),
               .measured = key,
               .required = right.toString(),
               .fix = isTaken
                          ? report::Fix{QCoreApplication::translate("lint", "Remove \"%1\"").arg(key),
                                        {plist::Edit::remove(path)}}
                          : report::Fix{QCoreApplication::translate("lint", "Rename to \"%1\"").arg(right),
                                        {plist::Edit::rename(path, right.toString())}},
               .part = report::Part::Key});
    }
}

}  // namespace

constinit const Rule scep_key_spelling{
    .id = "scep-key-spelling",
    .title = QT_TRANSLATE_NOOP("lint", "Key Type, Key Usage and Keysize are spelt as devices read them"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Scep,
    .source = {"MicroMDM, pull request 652: spelling of the SCEP keys", "",
               "https://github.com/micromdm/micromdm/pull/652"},
    .check = check,
};

}  // namespace lint::rules
