// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/challenge_page.h"

#include <QDateTime>

namespace ndes {

/// How long NDES keeps a challenge, and how many, where nobody changed PasswordValidity and PasswordMax.
inline constexpr std::chrono::minutes defaultValidity{60};
inline constexpr int defaultSlots = 5;

/// A challenge and its clock.
///
/// From the moment it is given out it takes one of the server's slots (PasswordMax), until it is used or
/// expires; nothing gives it back. What time it is, the caller says.
struct Challenge
{
    enum class State {
        Fresh,
        Expiring,  ///< in the last sixth of its life: too late to send a file to somebody
        Expired,
    };

    base::Secret value;
    QByteArray caThumbprint;  ///< MD5, 16 octets, or empty
    QDateTime fetchedAt;      ///< UTC; invalid when the page was read later
    std::optional<std::chrono::minutes>
        validity;  ///< as the page says; when it does not, defaultValidity counts
    Use use = Use::Unstated;
    Reading reading = Reading::Label;
    QString usedIn = {};  ///< the file that it went into; empty while it went into none

    [[nodiscard]] static Challenge fromPage(ChallengePage page, const QDateTime& fetchedAt);

    /// When the server forgets it; invalid when it does not, or when that cannot be known.
    [[nodiscard]] QDateTime expiresAt() const;
    [[nodiscard]] State state(const QDateTime& now) const;
    /// Whether one more file may get it: it has not expired, and is in no other or may be in several.
    [[nodiscard]] bool isUsable(const QDateTime& now) const;
};

[[nodiscard]] QString nameOf(Challenge::State state);  ///< "fresh", "expiring" or "expired"

}  // namespace ndes
