// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

// By name, by the domain of a Passpoint provider, or by what a Passpoint network announces.
constexpr std::array<QStringView, 5> naming{u"SSID_STR", u"DomainName", u"HESSID", u"NAIRealmNames",
                                            u"RoamingConsortiumOIs"};

bool says(const plist::Dict& settings, QStringView key)
{
    const plist::Value* value = settings.find(key);
    const auto* text = value ? value->as<QString>() : nullptr;
    const auto* items = value ? value->as<plist::Array>() : nullptr;
    return value && !(text && text->isEmpty()) && !(items && items->empty());
}

void check(const Subject& /*subject*/, const profile::Payload* payload, Sink& found)
{
    if (payload->type != u"com.apple.wifi.managed")
        return;
    const plist::Dict& settings = *payload->dict;
    // A wired network of a Mac has the same payload type in old profiles, and no name.
    const auto* interface = settings.get<QString>(u"Interface");
    if ((interface && interface->contains(u"Ethernet", Qt::CaseInsensitive))
        || std::any_of(naming.begin(), naming.end(), [&](QStringView key) { return says(settings, key); }))
        return;
    const bool isEmpty = settings.find(u"SSID_STR") != nullptr;
    found(
        {.path = isEmpty ? payload->path / u"SSID_STR" : payload->path,
         .message = QCoreApplication::translate(
             "lint", "The payload names no network: neither an SSID nor the domain of a Passpoint provider"),
         .required = u"SSID_STR, DomainName"_s});
}

}  // namespace

constinit const Rule wifi_network_missing{
    .id = "wifi-network-missing",
    .title = QT_TRANSLATE_NOOP("lint", "A Wi-Fi payload names its network"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: Wi-Fi payload", "SSID_STR, DomainName",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.wifi.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
