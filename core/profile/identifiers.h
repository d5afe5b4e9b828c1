// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QSet>
#include <QString>

namespace profile {

/// The identifiers a profile uses, so that a new one is unlike all of them (case ignored).
class Identifiers
{
public:
    explicit Identifiers(const Profile& profile);

    /// `wanted`, or `wanted` with the first free "-2", "-3", …; taken from now on.
    [[nodiscard]] QString take(const QString& wanted);

private:
    QSet<QString> m_taken;
};

/// What an identifier ends in for a payload of `type`: "scep", "wifi", "root".
[[nodiscard]] QString shortKind(const QString& type);

/// `identifier` without the "-2" that take() may have added.
[[nodiscard]] QString withoutNumber(const QString& identifier);

}  // namespace profile
