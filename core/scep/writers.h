// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/report.h"

#include <QJsonObject>

namespace scep {

/// The document of `scep probe|dry-run|enroll` (DESIGN.md, "JSON"), without "format".
[[nodiscard]] QJsonObject toJson(const Report& report);

/// The verdict, then each step, the certificates, what no device says, and the findings, which name
/// `subject`: the file or the address that was tried.
[[nodiscard]] QString toText(const Report& report, const QString& subject);

/// One line: "An iPhone would go on", "Stops with MCSCEPErrorDomain 22003", …; translated.
[[nodiscard]] QString headline(const Report& report);

/// What the request would look like: "POST, SHA-256, AES-128-CBC; …"; empty where it did not come so far.
[[nodiscard]] QString requestLine(const Report& report);

/// One line each: reason, text, HRESULT, status and page of the server; translated.
[[nodiscard]] QStringList hiddenLines(const Hidden& hidden);

}  // namespace scep
