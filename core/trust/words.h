// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/trust/check.h"

namespace trust {

/// The verdict in one line, with its reasons: who refuses what, and why.
[[nodiscard]] QString headlineOf(const report::CheckReport& report, const CheckOptions& options);

/// "Under a public root: …".
[[nodiscard]] QString underAnchors(const QStringList& anchors, const QString& message);

/// What an explicit kind of root means for the verdict.
[[nodiscard]] QString assumedAnchors(Anchors anchors);

/// "good", "expired" (it was good), "revoked", "unknown", "unreadable".
[[nodiscard]] QString stapleName(const tls::Staple& staple, const QDateTime& asOf);

}  // namespace trust
