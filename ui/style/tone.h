// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/finding.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace ui {

/// What a thing on screen wants to say; always shown by icon and word too, never by colour alone.
enum class Tone { Error, Warning, Info, Good };

[[nodiscard]] Tone toneOf(report::Severity severity);
/// "Error", "Warning", "Info": translated.
[[nodiscard]] QString severityWord(report::Severity severity);
/// "1 error", "3 warnings": translated.
[[nodiscard]] QString severityCount(report::Severity severity, int count);

[[nodiscard]] bool isDark(const QPalette& palette);
/// For icons and text on a base or tinted background: at least 4.5:1 (WCAG 2.1, 1.4.3) in light and dark.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette& palette);
/// A tint to put behind ordinary text.
[[nodiscard]] QColor toneBackground(Tone tone, const QPalette& palette);
[[nodiscard]] QIcon toneIcon(Tone tone);

/// `share` of `a`, the rest `b`.
[[nodiscard]] QColor mixed(const QColor& a, const QColor& b, double share);

}  // namespace ui
