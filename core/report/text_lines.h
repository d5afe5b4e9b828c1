// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QString>
#include <QStringList>

namespace report {

/// `text` for a terminal: a file's content must not move the cursor or start a new line.
[[nodiscard]] QString printable(QString text);

/// "path:12:9", or the path alone without a position; printable.
[[nodiscard]] QString placeText(const QString& path, const std::optional<base::TextPosition>& position);

/// Adds "    name: text" unless `text` is empty.
void addDetail(QStringList& lines, const QString& name, const QString& text);

/// Adds a finding: "place: error: message [rule]" and a line for each detail it has.
void addFinding(QStringList& lines, const QString& place, const Finding& finding);

}  // namespace report
