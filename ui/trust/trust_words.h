// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tls/probe.h"
#include "core/trust/check.h"
#include "ui/style/tone.h"

namespace ui {

/// The choices of a check in plain words, translated.
[[nodiscard]] QString purposeTitle(trust::Purpose purpose);
[[nodiscard]] QString anchorsTitle(trust::Anchors anchors);
[[nodiscard]] QString startTlsTitle(tls::StartTls how);

/// Its outcome: "Accepted", "Accepted, with warnings", "Refused".
[[nodiscard]] QString verdictTitle(report::CheckVerdict verdict);
[[nodiscard]] Tone verdictTone(report::CheckVerdict verdict);
/// "a public root", for the name of a kind of root in a report.
[[nodiscard]] QString anchorsPhrase(const QString& name);
/// "Intermediate CA".
[[nodiscard]] QString roleTitle(report::CheckedCertificate::Role role);

/// A day as every part of a check writes it: "14 May 2026".
[[nodiscard]] QString dayText(const QDateTime& moment);

}  // namespace ui
