// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace delivery {

/// Who came, as far as a User-Agent header tells; made of words of our own and digits, never of its text.
struct Visitor
{
    QString device;       ///< "iPhone", "Mac or iPad", "Windows computer"; translated
    QString system;       ///< "iOS 18", "macOS"; empty when not told
    QString browser;      ///< "Safari", "Firefox"; empty when not known
    bool isKnown = true;  ///< false when the header says nothing of the device
    /// False for browsers of which it is known that they do not hand profiles to the system.
    bool takesProfiles = true;
};

/// Reads a User-Agent header of at most 1,000 characters; the rest is not looked at.
[[nodiscard]] Visitor visitorOf(const QByteArray& userAgent);

/// "iPhone, iOS 18".
[[nodiscard]] QString describe(const Visitor& visitor);

}  // namespace delivery
