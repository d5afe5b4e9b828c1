// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"

namespace trust {

constexpr qint64 secondsPerDay = 86'400;

/// A limit on how long a leaf may live, for those issued in a span of time.
struct LifetimeLimit
{
    qint64 from = 0;   ///< the first notBefore it binds, seconds since 1970-01-01T00:00:00Z
    qint64 until = 0;  ///< the first notBefore it binds no more; 0: for good
    int days = 0;
    qint64 slack = 0;             ///< seconds beyond the days that still pass
    bool countsBothEnds = false;  ///< RFC 5280, 4.1.2.5: the interval includes its last second
    Outcome broken = Outcome::Fail;
    /// Between the days and the end of the slack: warn. Only where a document is stricter than the device.
    bool warnsInSlack = false;
};

/// Judges the certificate's lifetime; not-applicable when it was issued outside the span or has no dates.
[[nodiscard]] Verdict judgeLifetime(const Question& question, const LifetimeLimit& limit);

/// notAfter − notBefore in seconds; nothing when a date is malformed.
[[nodiscard]] std::optional<qint64> lifetimeOf(const x509::Details& certificate);

}  // namespace trust
