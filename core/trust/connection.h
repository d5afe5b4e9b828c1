// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trust/rule.h"

namespace trust {

/// What rules ask of an observed server, read as a device would meet it: with the best version first.

/// The session of this version that the server agreed to; null when it was not seen to agree to one.
[[nodiscard]] const tls::Session* sessionOf(const tls::Observation& seen, tls::Protocol protocol);
/// The session of the newest version that the server agreed to; null when there was none, and when it is an
/// old one and newer ones may have gone unasked.
[[nodiscard]] const tls::Session* bestSession(const tls::Observation& seen);

/// Every suite of TLS 1.2 and older that the server was seen to take, each once.
[[nodiscard]] std::vector<tls::Suite> suitesBefore13(const tls::Observation& seen);
/// The names of suites for a sentence, the first few.
[[nodiscard]] QString suitesText(const std::vector<tls::Suite>& suites);

/// One of the four of KB 126655: ECDHE with AES-GCM.
[[nodiscard]] bool isSystemSuite(const tls::Suite& suite);
/// The TLS 1.2 session that a system connection would have; null when the server agrees to none.
[[nodiscard]] const tls::Session* systemSessionOfTls12(const tls::Observation& seen);

/// Whether the time of a stapled answer is up, so that a good one says nothing any more.
[[nodiscard]] bool isStale(const tls::Staple& staple, const QDateTime& asOf);

/// Whether App Transport Security says nothing of the host: an IP literal, a name under .local or without a
/// dot. System connections know no such exception.
[[nodiscard]] bool isOutsideTransportSecurity(const Context& context);

/// What is broken for TLS 1.2: a failure for a server that has nothing better, a warning beside TLS 1.3.
[[nodiscard]] Verdict brokenInTls12(const tls::Observation& seen,
                                    const QString& message,
                                    const QString& measured,
                                    const QString& required);

}  // namespace trust
