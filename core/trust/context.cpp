// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/context.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace trust {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Value>
struct Named
{
    Value value;
    QLatin1StringView name;
};

constexpr std::array purposes = {
    Named<Purpose>{Purpose::TlsServer, "tls-server"_L1},
    Named<Purpose>{Purpose::SystemConnection, "system-connection"_L1},
    Named<Purpose>{Purpose::EapServer, "eap-server"_L1},
    Named<Purpose>{Purpose::Ikev2Server, "ikev2-server"_L1},
    Named<Purpose>{Purpose::Smime, "smime"_L1},
    Named<Purpose>{Purpose::ClientIdentity, "client-identity"_L1},
    Named<Purpose>{Purpose::ProfileSigner, "profile-signer"_L1},
    Named<Purpose>{Purpose::ScepCa, "scep-ca"_L1},
};

constexpr std::array anchorClasses = {
    Named<Anchors>{Anchors::System, "system"_L1},
    Named<Anchors>{Anchors::Managed, "managed"_L1},
    Named<Anchors>{Anchors::App, "app"_L1},
    Named<Anchors>{Anchors::Leaf, "leaf"_L1},
};

template <class Value, std::size_t Size>
QString nameOf(const std::array<Named<Value>, Size>& names, Value value)
{
    const auto found =
        std::find_if(names.begin(), names.end(), [value](const auto& one) { return one.value == value; });
    return found == names.end() ? QString() : QString(found->name);
}

template <class Value, std::size_t Size>
base::Result<Value> valueOf(const std::array<Named<Value>, Size>& names,
                            const QString& name,
                            const QString& message)
{
    const auto found =
        std::find_if(names.begin(), names.end(), [&name](const auto& one) { return name == one.name; });
    if (found != names.end())
        return found->value;
    QStringList known;
    for (const auto& one : names)
        known << one.name;
    return base::Error{base::Error::Code::InvalidInput, message.arg(name), {}, known.join(u", "_s)};
}

}  // namespace

QString purposeName(Purpose purpose) { return nameOf(purposes, purpose); }

base::Result<Purpose> purposeFromString(const QString& name)
{
    return valueOf(purposes, name, QCoreApplication::translate("trust", "There is no purpose “%1”"));
}

QString anchorsName(Anchors anchors) { return nameOf(anchorClasses, anchors); }

base::Result<Anchors> anchorsFromString(const QString& name)
{
    return valueOf(anchorClasses, name,
                   QCoreApplication::translate("trust", "There is no kind of root “%1”"));
}

QVersionNumber generationOf(const schema::Target& os)
{
    constexpr int unified = 26;  // from here on all systems count alike
    const int major = os.version.majorVersion();
    if (major >= unified)
        return os.version;
    const auto shifted = [&](int by) {
        return QVersionNumber(major + by, os.version.minorVersion(), os.version.microVersion());
    };
    switch (os.platform) {
    case schema::Platform::Ios:
    case schema::Platform::Tvos: return os.version;
    case schema::Platform::Macos:
        // macOS 10.13 goes with iOS 11, macOS 11 with iOS 14.
        if (major == 10)
            return QVersionNumber(os.version.minorVersion() - 2, os.version.microVersion());
        return shifted(3);
    case schema::Platform::Watchos: return shifted(7);
    case schema::Platform::Visionos: return shifted(16);
    }
    Q_UNREACHABLE();
}

}  // namespace trust
