// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"
#include "core/scep/settings.h"
#include "ui/style/tone.h"

namespace ui {

/// What the certificate request holds, a line each, and of the challenge only that it is there; translated.
[[nodiscard]] QStringList requestContents(const scep::Settings& settings);
/// The outcome in one or two words: "Goes on", "Stops"; translated.
[[nodiscard]] QString outcomeTitle(const scep::Report& report);
[[nodiscard]] Tone outcomeTone(const scep::Report& report);
/// "CA, signs and decrypts".
[[nodiscard]] QString roleTitle(scep::AuthorityRole role);
/// The name and the role of a certificate that a server sent.
[[nodiscard]] QString nameInPicture(const scep::SentCertificate& sent);
/// "status 200, application/x-x509-ca-cert, 803 bytes".
[[nodiscard]] QString answerText(const scep::Step& step);
/// Bytes in lines of 16: hex digits, and what of it can be read.
[[nodiscard]] QString hexDump(const QByteArray& bytes);

}  // namespace ui
