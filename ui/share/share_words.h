// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

// Sentences that several ways of sharing have in common.

namespace ui {

/// What goes out and who signed it, in one line.
[[nodiscard]] QString contentsSentence(const delivery::Package& package);
[[nodiscard]] QString unsignedSentence();
/// A line each, with a bullet.
[[nodiscard]] QString bulleted(const QStringList& lines);
/// "14:02", of the day here.
[[nodiscard]] QString clockTime(const QDateTime& moment);
/// "mailed to 3, 14:02", with the day if it was another one.
[[nodiscard]] QString whatAndWhen(const QString& what,
                                  const QDateTime& at,
                                  const QDateTime& now = QDateTime::currentDateTime());
/// The name of a language in itself: "Deutsch".
[[nodiscard]] QString languageName(const QString& tag);

}  // namespace ui
