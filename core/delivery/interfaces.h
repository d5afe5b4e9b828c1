// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <span>
#include <vector>

namespace delivery {

/// An address of this computer under which a device in the same network may reach it.
struct Interface
{
    enum class Kind { Wired, Wireless, Tunnel, Bridge, Loopback };

    QString name;     ///< the system's: "wlan0"
    QString address;  ///< one IP literal, without a scope
    Kind kind = Kind::Wired;
    bool isUp = true;

    bool operator==(const Interface&) const = default;
};

/// "wlan0 (Wi-Fi)"; says of tunnels and bridges what they are.
[[nodiscard]] QString describe(const Interface& interface);

/// Every address of this computer, one an entry, also those that no device can reach.
[[nodiscard]] std::vector<Interface> allInterfaces();

/// Those that a device can reach, the likeliest first: up, no loopback, no link-local address; IPv4 before
/// IPv6, networks before tunnels and the bridges of virtual machines.
[[nodiscard]] std::vector<Interface> reachable(std::span<const Interface> all);

/// The one to serve on. `wanted` is an address or a name, also loopback; the likeliest when it is empty.
/// NotFound: this computer has none that can work, or not that one; the hint names those it has.
[[nodiscard]] base::Result<Interface> chooseInterface(std::span<const Interface> all, const QString& wanted);

}  // namespace delivery
