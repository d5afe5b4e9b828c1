// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/check_report.h"

#include <span>

namespace ui {

/// Reports as a file whose name ends like `path`: .html, .json, .sarif, else plain text.
[[nodiscard]] QByteArray reportFile(std::span<const report::CheckReport> reports, const QString& path);
/// What asks a CA for a certificate that devices take, for certreq of Windows where `path` ends in .inf, else
/// for openssl. No key is touched.
[[nodiscard]] base::Result<QByteArray> requestFile(const report::CheckReport& report, const QString& path);
[[nodiscard]] QString reportText(std::span<const report::CheckReport> reports);

}  // namespace ui
