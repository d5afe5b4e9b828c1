// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/schema/schema.h"

#include <optional>

namespace lint {

/// What is known of `payload` on `platform`; null where it does not exist there.
[[nodiscard]] const schema::Availability* availability(const schema::Payload& payload,
                                                       schema::Platform platform);

/// The platform that a payload type exists on if there is just one.
[[nodiscard]] std::optional<schema::Platform> onlyPlatform(const schema::Payload& payload);

/// What TargetDeviceType calls the devices of a platform.
[[nodiscard]] int targetDeviceType(schema::Platform platform);

/// The payload that asks for a password before the profile can be removed, or null.
[[nodiscard]] const profile::Payload* removalPassword(const profile::Profile& profile);

}  // namespace lint
