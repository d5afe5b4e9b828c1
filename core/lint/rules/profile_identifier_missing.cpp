// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/identity.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    std::optional<FreeIdentifiers> free;
    QString base;
    eachIdentity(subject, [&](const plist::Path& path, const plist::Dict& dict,
                              const profile::Payload* payload) {
        if (!isMissing(dict, u"PayloadIdentifier"))
            return;
        if (!free) {
            free.emplace(subject.profile());
            base = profileIdentifier(subject.profile());
        }
        const QString identifier = payload ? free->take(base + u'.' + typeLabel(payload->type)) : base;
        found({
            .path = path / u"PayloadIdentifier",
            .message = payload ? QCoreApplication::translate(
                           "lint", "The payload has no PayloadIdentifier: devices refuse the profile")
                               : QCoreApplication::translate(
                                   "lint",
                                   "The profile has no PayloadIdentifier, by which a device tells whether it "
                                   "replaces one that is installed: devices refuse it"),
            .fix =
                report::Fix{
                    QCoreApplication::translate("lint", "Set PayloadIdentifier to %1").arg(identifier),
                    {plist::Edit::set(path / u"PayloadIdentifier", identifier)}},
        });
    });
}

}  // namespace

constinit const Rule profile_identifier_missing{
    .id = "profile-identifier-missing",
    .title = QT_TRANSLATE_NOOP("lint", "The profile and every payload have a PayloadIdentifier"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: keys of every payload", "CommonPayloadKeys",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/CommonPayloadKeys.yaml"},
    .check = check,
};

}  // namespace lint::rules
