// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void judge(const Subject& subject, const char16_t* key, const QString& message, Sink& found)
{
    const auto* date = subject.profile().dict().get<QDateTime>(QStringView(key));
    const QDateTime& now = subject.context().asOf;
    if (!date || !date->isValid() || !now.isValid() || *date > now)
        return;
    found({
        .path = plist::Path() / key,
        .message = message,
        .measured = date->toUTC().toString(Qt::ISODate),
        .required = QCoreApplication::translate("lint", "after %1").arg(now.toUTC().toString(Qt::ISODate)),
    });
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const plist::Dict& profile = subject.profile().dict();
    const bool removes = profile.contains(u"RemovalDate");
    if (removes)
        judge(subject, u"RemovalDate",
              QCoreApplication::translate("lint", "A device removes the profile as soon as it is installed"),
              found);
    if (profile.contains(u"PayloadExpirationDate"))
        judge(subject, u"PayloadExpirationDate",
              QCoreApplication::translate("lint",
                                          "The profile has expired: a device shows that and offers to update "
                                          "it"),
              found);
    if (removes && profile.contains(u"DurationUntilRemoval"))
        found({.path = plist::Path{QStringLiteral("DurationUntilRemoval")},
               .message = QCoreApplication::translate(
                   "lint",
                   "RemovalDate is given too: the device removes the profile at the earlier of the two")});
}

}  // namespace

constinit const Rule profile_removal_date{
    .id = "profile-removal-date",
    .title = QT_TRANSLATE_NOOP("lint", "The dates at which a profile ends lie ahead"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: top level of a profile", "TopLevel",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/TopLevel.yaml"},
    .check = check,
};

}  // namespace lint::rules
