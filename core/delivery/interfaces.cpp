// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delivery/interfaces.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QStringList>

#include <algorithm>
#include <array>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace delivery {

namespace {

using Kind = Interface::Kind;

Kind kindOf(const QNetworkInterface& interface)
{
    // What virtual machines and containers put between themselves and this computer.
    static constexpr std::array bridges{"docker"_L1,  "br-"_L1,   "virbr"_L1, "veth"_L1,   "vmnet"_L1,
                                        "vboxnet"_L1, "lxcbr"_L1, "lxdbr"_L1, "podman"_L1, "cni"_L1};
    static constexpr std::array tunnels{"tun"_L1, "tap"_L1, "wg"_L1, "tailscale"_L1, "utun"_L1, "ppp"_L1};
    const QString name = interface.name();
    const auto begins = [&](QLatin1StringView start) {
        return name.startsWith(start);
    };
    if (interface.flags().testFlag(QNetworkInterface::IsLoopBack))
        return Kind::Loopback;
    if (std::any_of(bridges.begin(), bridges.end(), begins))
        return Kind::Bridge;
    if (interface.flags().testFlag(QNetworkInterface::IsPointToPoint)
        || std::any_of(tunnels.begin(), tunnels.end(), begins))
        return Kind::Tunnel;
    return interface.type() == QNetworkInterface::Wifi ? Kind::Wireless : Kind::Wired;
}

QString list(std::span<const Interface> interfaces)
{
    QStringList texts;
    for (const Interface& interface : interfaces)
        texts << u"--bind %1 (%2)"_s.arg(interface.address, describe(interface));
    return texts.join(u", "_s);
}

auto rankOf(const Interface& interface)
{
    const bool isVirtual = interface.kind == Kind::Tunnel || interface.kind == Kind::Bridge;
    const bool isVersion6 = interface.address.contains(u':');
    return std::tuple(isVirtual, isVersion6, interface.kind == Kind::Bridge);
}

}  // namespace

QString describe(const Interface& interface)
{
    switch (interface.kind) {
    case Kind::Wireless: return QCoreApplication::translate("delivery", "%1, Wi-Fi").arg(interface.name);
    case Kind::Tunnel:
        return QCoreApplication::translate("delivery", "%1, a tunnel such as a VPN").arg(interface.name);
    case Kind::Bridge:
        return QCoreApplication::translate("delivery", "%1, for virtual machines or containers")
            .arg(interface.name);
    case Kind::Loopback:
        return QCoreApplication::translate("delivery", "%1, this computer only").arg(interface.name);
    case Kind::Wired: break;
    }
    return interface.name;
}

std::vector<Interface> allInterfaces()
{
    std::vector<Interface> found;
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface& interface : interfaces) {
        const bool isUp = interface.flags().testFlag(QNetworkInterface::IsUp)
                          && interface.flags().testFlag(QNetworkInterface::IsRunning);
        const auto entries = interface.addressEntries();
        for (const QNetworkAddressEntry& entry : entries) {
            QHostAddress address = entry.ip();
            address.setScopeId({});
            found.push_back({interface.name(), address.toString(), kindOf(interface), isUp});
        }
    }
    return found;
}

std::vector<Interface> reachable(std::span<const Interface> all)
{
    std::vector<Interface> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), [](const Interface& interface) {
        const QHostAddress address(interface.address);
        return interface.isUp && interface.kind != Kind::Loopback && !address.isNull()
               && !address.isLoopback() && !address.isLinkLocal() && !address.isMulticast();
    });
    std::stable_sort(found.begin(), found.end(),
                     [](const Interface& a, const Interface& b) { return rankOf(a) < rankOf(b); });
    return found;
}

base::Result<Interface> chooseInterface(std::span<const Interface> all, const QString& wanted)
{
    const std::vector<Interface> likely = reachable(all);
    if (wanted.isEmpty()) {
        if (!likely.empty())
            return likely.front();
        return base::Error{
            base::Error::Code::NotFound,
            QCoreApplication::translate("delivery",
                                        "This computer is in no network that a device could reach"),
            {},
            QCoreApplication::translate("delivery",
                                        "Connect to the network of the device; --bind 127.0.0.1 shares with "
                                        "this computer alone")};
    }
    // By name the likeliest address of it, by address any that is up.
    const QHostAddress address(wanted);
    const auto named =
        std::find_if(likely.begin(), likely.end(), [&](const Interface& one) { return one.name == wanted; });
    if (named != likely.end())
        return *named;
    const auto same = std::find_if(all.begin(), all.end(), [&](const Interface& one) {
        return one.isUp && !address.isNull() && !address.isLinkLocal()
               && QHostAddress(one.address) == address;
    });
    if (same != all.end())
        return *same;
    if (address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
        return Interface{u"lo"_s, address.toString(), Kind::Loopback};
    return base::Error{base::Error::Code::NotFound,
                       QCoreApplication::translate("delivery", "%1 is no address of this computer that can "
                                                               "be shared on")
                           .arg(wanted),
                       {},
                       likely.empty()
                           ? QCoreApplication::translate("delivery", "Give --bind 127.0.0.1")
                           : QCoreApplication::translate("delivery", "There is %1").arg(list(likely))};
}

}  // namespace delivery
