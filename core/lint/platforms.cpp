// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/platforms.h"

#include <algorithm>

namespace lint {

const schema::Availability* availability(const schema::Payload& payload, schema::Platform platform)
{
    const auto known = payload.availability.constFind(static_cast<int>(platform));
    return known == payload.availability.constEnd() || known->never ? nullptr : &*known;
}

std::optional<schema::Platform> onlyPlatform(const schema::Payload& payload)
{
    std::optional<schema::Platform> only;
    for (auto known = payload.availability.constBegin(); known != payload.availability.constEnd(); ++known) {
        if (known->never)
            continue;
        if (only)
            return std::nullopt;
        only = static_cast<schema::Platform>(known.key());
    }
    return only;
}

int targetDeviceType(schema::Platform platform)
{
    // Apple's numbers; 3 is HomePod, which has no platform of its own.
    switch (platform) {
    case schema::Platform::Ios: return 1;
    case schema::Platform::Watchos: return 2;
    case schema::Platform::Tvos: return 4;
    case schema::Platform::Macos: return 5;
    case schema::Platform::Visionos: return 6;
    }
    Q_UNREACHABLE();
}

const profile::Payload* removalPassword(const profile::Profile& profile)
{
    const std::vector<profile::Payload>& payloads = profile.payloads();
    const auto it = std::find_if(payloads.begin(), payloads.end(), [](const profile::Payload& payload) {
        return payload.type == u"com.apple.profileRemovalPassword";
    });
    return it == payloads.end() ? nullptr : &*it;
}

}  // namespace lint
