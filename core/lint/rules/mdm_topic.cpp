// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

void checkTopic(const profile::Payload& payload, Sink& found)
{
    const auto* topic = payload.dict->get<QString>(u"Topic");
    if (!topic || holdsToken(*topic) || topic->startsWith(u"com.apple.mgmt."))
        return;
    found({.path = payload.path / u"Topic",
           .message = QCoreApplication::translate(
               "lint", "The topic is not one of Apple's push service for MDM: enrolment is expected to fail"),
           .measured = shown(*payload.dict->find(u"Topic")),
           .required = u"com.apple.mgmt.…"_s});
}

void checkUrl(const profile::Payload& payload, const char16_t* key, Sink& found)
{
    const auto* url = payload.dict->get<QString>(key);
    if (!url || holdsToken(*url) || UrlParts::of(*url).isHttps())
        return;
    found({.path = payload.path / key,
           .message = QCoreApplication::translate(
               "lint", "A device talks to its MDM server over https only and is expected to stop with "
                       "MCMDMErrorDomain 12034"),
           .measured = UrlParts::of(*url).scheme.isEmpty() ? QCoreApplication::translate("lint", "No scheme")
                                                           : shortened(UrlParts::of(*url).scheme.toString()),
           .required = u"https"_s});
}

/// What is wrong with a set of rights; empty when it is sound.
QString faultOf(std::int64_t rights)
{
    constexpr std::int64_t all = 8191;
    const auto has = [&](std::int64_t right) {
        return (rights & right) != 0;
    };
    if (rights < 1 || rights > all)
        return QCoreApplication::translate("lint", "AccessRights must be at least 1 and at most 8191");
    if (has(2) && !has(1))
        return QCoreApplication::translate(
            "lint", "The right to install profiles (2) needs the right to inspect them (1)");
    if (has(128) && !has(64))
        return QCoreApplication::translate(
            "lint", "The right to change restrictions (128) needs the right to ask for them (64)");
    return {};
}

void checkRights(const profile::Payload& payload, Sink& found)
{
    const auto* rights = payload.dict->get<std::int64_t>(u"AccessRights");
    const QString fault = rights ? faultOf(*rights) : QString();
    if (fault.isEmpty())
        return;
    found({.path = payload.path / u"AccessRights",
           .message =
               QCoreApplication::translate("lint", "%1: a device refuses the profile otherwise").arg(fault),
           .measured = QString::number(*rights),
           .required = u"1 … 8191"_s});
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (payload->type != u"com.apple.mdm")
        return;
    checkTopic(*payload, found);
    checkUrl(*payload, u"ServerURL", found);
    checkUrl(*payload, u"CheckInURL", found);
    checkRights(*payload, found);
}

}  // namespace

constinit const Rule mdm_topic{
    .id = "mdm-topic",
    .title = QT_TRANSLATE_NOOP("lint", "An MDM payload names its topic, its rights and https addresses"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Payload,
    .source = {"Apple, Device Management: MDM payload", "",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.mdm.yaml"},
    .check = check,
};

}  // namespace lint::rules
