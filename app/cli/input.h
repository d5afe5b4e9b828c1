// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sign/open.h"
#include "core/trust/label.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace cli {

/// The bytes of a file, or of standard input for `-`; refused above plist::maxBytes.
[[nodiscard]] base::Result<QByteArray> readInput(const QString& path);

/// Reads and opens a profile; the error names the file, and the place in it.
[[nodiscard]] base::Result<sign::Opened> openProfile(const QString& path);

/// `error` told of `path`, with the place in it: "profile.mobileconfig:12:9: …".
[[nodiscard]] base::Error atFile(base::Error error, const QString& path);

/// Nothing is at `path` of `file`.
[[nodiscard]] base::Error noValueAt(const QString& path, const QString& file);

/// Reads a path as the command line spells it; the error says which character does not fit.
[[nodiscard]] base::Result<plist::Path> findPath(const QString& text, const plist::Value& root);

/// The certificates of `path`, or this computer's store when that is empty.
[[nodiscard]] base::Result<trust::Roots> readRoots(const QString& path);

/// What `--at` says, in UTC; now when that is empty.
[[nodiscard]] base::Result<QDateTime> readMoment(const QString& text);

/// Says that an edit took the signature off, if it did.
void noteLostSignature(const sign::Opened& opened);

}  // namespace cli
