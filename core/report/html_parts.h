// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/report/markup.h"

namespace report {

// The parts of the page that toHtml() writes; `id` is the report's own, in front of that of each part.

/// The style sheet: light and dark, and for paper.
[[nodiscard]] QString htmlStyle();

/// The certificates as cards with their lifetimes on one time line.
void addChain(Markup& page, const CheckReport& check, const QString& id);
/// Every finding, with all that is known of it.
void addFindings(Markup& page, const CheckReport& check, const QString& id);
/// What was agreed with a server.
void addHandshake(Markup& page, const CheckedTls& tls);

[[nodiscard]] QString certificateId(const QString& id, std::size_t index);
[[nodiscard]] QString findingId(const QString& id, std::size_t index);

/// "badge error": classes of an element with a tone, which is a verdict or a severity.
[[nodiscard]] QByteArray toned(const char* classes, const QString& tone);

/// "2026-11-22"
[[nodiscard]] QString dayText(const QDateTime& time);
/// "TLS server (Safari and apps)" for "tls-server".
[[nodiscard]] QString purposeText(const QString& purpose);
/// "a public root" for "system".
[[nodiscard]] QString rootText(const QString& anchors);
[[nodiscard]] QString verdictText(CheckVerdict verdict);
[[nodiscard]] QString severityText(Severity severity);

}  // namespace report
