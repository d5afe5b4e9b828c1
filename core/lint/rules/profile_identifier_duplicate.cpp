// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>
#include <QSet>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const QString own = subject.profile().identifier();
    const std::vector<profile::Payload>& payloads = subject.profile().payloads();
    if (payloads.size() < 2)
        return;
    QSet<QStringView> seen;
    seen.reserve(static_cast<qsizetype>(payloads.size()));
    std::optional<FreeIdentifiers> free;
    for (const profile::Payload& payload : payloads) {
        const QString& identifier = payload.identifier;
        // One that is the profile's own is reported as that.
        if (identifier.isEmpty() || identifier == own)
            continue;
        const qsizetype before = seen.size();
        seen.insert(identifier);
        if (seen.size() > before || holdsToken(identifier))
            continue;
        if (!free)
            free.emplace(subject.profile());
        const QString other = free->take(identifier);
        found({
            .path = payload.path / u"PayloadIdentifier",
            .message = QCoreApplication::translate(
                "lint",
                "Another payload has this identifier already: devices refuse the profile, or only one of "
                "the two stays installed"),
            .measured = shortened(identifier),
            .fix = report::Fix{QCoreApplication::translate("lint", "Set PayloadIdentifier to %1").arg(other),
                               {plist::Edit::set(payload.path / u"PayloadIdentifier", other)}},
        });
    }
}

}  // namespace

constinit const Rule profile_identifier_duplicate{
    .id = "profile-identifier-duplicate",
    .title = QT_TRANSLATE_NOOP("lint", "No two payloads have the same PayloadIdentifier"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
