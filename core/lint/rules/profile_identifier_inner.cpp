// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isBelow(const QString& identifier, const QString& profile)
{
    return identifier.size() > profile.size() + 1 && identifier[profile.size()] == u'.'
           && identifier.startsWith(profile);
}

/// What comes behind the profile's identifier: the payload's own last label, unless that is the profile's
/// too.
QString label(const profile::Payload& payload, const QString& profile)
{
    const QString last = payload.identifier.section(u'.', -1);
    return payload.identifier == profile || last.isEmpty() ? typeLabel(payload.type) : last;
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const QString profile = subject.profile().identifier();
    if (!isReverseDns(profile))
        return;
    std::optional<FreeIdentifiers> free;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const QString& identifier = payload.identifier;
        // Missing, malformed and still to be filled in are said elsewhere.
        if (isBelow(identifier, profile) || !isReverseDns(identifier))
            continue;
        if (!free)
            free.emplace(subject.profile());
        const QString other = free->take(profile + u'.' + label(payload, profile));
        const bool isSame = identifier == profile;
        found({
            .path = payload.path / u"PayloadIdentifier",
            .message =
                isSame ? QCoreApplication::translate(
                    "lint",
                    "The payload has the identifier of the profile itself: some devices then take the one "
                    "for the other when the profile is updated or removed")
                       : QCoreApplication::translate(
                           "lint",
                           "The identifier does not begin with that of the profile, so another profile may "
                           "bring a payload of the same identifier"),
            .measured = shortened(identifier),
            .required = profile + u".…"_s,
            .fix = report::Fix{QCoreApplication::translate("lint", "Set PayloadIdentifier to %1").arg(other),
                               {plist::Edit::set(payload.path / u"PayloadIdentifier", other)}},
        });
    }
}

}  // namespace

constinit const Rule profile_identifier_inner{
    .id = "profile-identifier-inner",
    .title = QT_TRANSLATE_NOOP("lint", "The PayloadIdentifier of a payload lies below the profile's"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
