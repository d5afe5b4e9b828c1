// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schema/schema.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace schema {

using namespace Qt::Literals::StringLiterals;

namespace {

struct PlatformName
{
    QLatin1StringView name;
    QLatin1StringView title;
    Platform platform;
};

// The first entry of a platform is the one to show.
constexpr std::array platformNames = {
    PlatformName{"ios"_L1, "iOS"_L1, Platform::Ios},
    PlatformName{"ipados"_L1, "iPadOS"_L1, Platform::Ios},
    PlatformName{"macos"_L1, "macOS"_L1, Platform::Macos},
    PlatformName{"tvos"_L1, "tvOS"_L1, Platform::Tvos},
    PlatformName{"visionos"_L1, "visionOS"_L1, Platform::Visionos},
    PlatformName{"watchos"_L1, "watchOS"_L1, Platform::Watchos},
};

}  // namespace

base::Result<Target> Target::fromString(const QString& text)
{
    static const QRegularExpression form(u"^\\s*([a-z]+)\\s*(\\d{1,3}(?:\\.\\d{1,3}){0,2})?\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    for (const PlatformName& known : platformNames) {
        if (!match.hasMatch() || match.captured(1).compare(known.name, Qt::CaseInsensitive) != 0)
            continue;
        Target target;
        target.platform = known.platform;
        target.isExplicit = true;
        if (!match.captured(2).isEmpty())
            target.version = QVersionNumber::fromString(match.captured(2)).normalized();
        return target;
    }
    return base::Error{
        base::Error::Code::InvalidInput,
        QCoreApplication::translate("schema", "“%1” is not an operating system this program knows").arg(text),
        {},
        QCoreApplication::translate(
            "schema", "Write it as ios13.4, ipados26, macos15.4, tvos18, visionos2 or watchos11; "
                      "without a number the newest is meant")};
}

QString Target::toString() const
{
    for (const PlatformName& known : platformNames) {
        if (known.platform == platform)
            return known.title + u' ' + version.toString();
    }
    Q_UNREACHABLE();
}

}  // namespace schema
