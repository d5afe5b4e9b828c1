// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/network_settings.h"

#include "core/lint/text.h"

#include <algorithm>

namespace lint {

const plist::Dict* eapSettings(const profile::Payload& payload)
{
    if (payload.type != u"com.apple.wifi.managed" && !payload.type.endsWith(u"ethernet.managed"))
        return nullptr;
    return payload.dict->get<plist::Dict>(u"EAPClientConfiguration");
}

bool acceptsAny(const plist::Dict& eap, std::initializer_list<EapMethod> methods)
{
    const auto* types = eap.get<plist::Array>(u"AcceptEAPTypes");
    return types && std::any_of(types->begin(), types->end(), [&](const plist::Value& value) {
               const auto* type = value.as<std::int64_t>();
               return type
                      && std::find(methods.begin(), methods.end(), static_cast<EapMethod>(*type))
                             != methods.end();
           });
}

std::vector<Place> ikev2Settings(const profile::Payload& payload)
{
    std::vector<Place> places;
    if (payload.type != u"com.apple.vpn.managed" && payload.type != u"com.apple.vpn.managed.applayer")
        return places;
    const QString type = payload.string(u"VPNType");
    if (type == u"IKEv2") {
        if (const auto* dict = payload.dict->get<plist::Dict>(u"IKEv2"))
            places.push_back({payload.path / u"IKEv2", dict});
        return places;
    }
    const auto* alwaysOn = type == u"AlwaysOn" ? payload.dict->get<plist::Dict>(u"AlwaysOn") : nullptr;
    const auto* tunnels = alwaysOn ? alwaysOn->get<plist::Array>(u"TunnelConfigurations") : nullptr;
    for (std::size_t i = 0; tunnels && i < tunnels->size(); ++i) {
        if (const auto* dict = (*tunnels)[i].as<plist::Dict>())
            places.push_back({payload.path / u"AlwaysOn" / u"TunnelConfigurations" / i, dict});
    }
    return places;
}

const QString* literalText(const plist::Dict& dict, QStringView key)
{
    const auto* text = dict.get<QString>(key);
    return text && !holdsToken(*text) ? text : nullptr;
}

bool isOn(const plist::Dict& dict, QStringView key)
{
    const auto* flag = dict.get<bool>(key);
    const auto* number = dict.get<std::int64_t>(key);
    return (flag && *flag) || (number && *number != 0);
}

const profile::Payload* referred(const Subject& subject,
                                 const profile::Payload& from,
                                 const plist::Path& path)
{
    const auto& payloads = subject.profile().payloads();
    const auto position = static_cast<std::size_t>(&from - payloads.data());
    // In document order, so those of one payload lie together.
    const auto& references = subject.references();
    auto it = std::lower_bound(
        references.begin(), references.end(), position,
        [](const profile::FoundReference& reference, std::size_t wanted) { return reference.from < wanted; });
    for (; it != references.end() && it->from == position; ++it) {
        if (it->path == path)
            return it->to ? &payloads[*it->to] : nullptr;
    }
    return nullptr;
}

}  // namespace lint
