// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

class QStyle;

namespace ui {

/// `palette` with the placeholder text at 4.5:1 or more on its fields (WCAG 2.1, 1.4.3), unless it had that.
///
/// Some platform themes set every colour but this one, which then is half-transparent black on a dark field.
[[nodiscard]] QPalette withReadablePlaceholders(QPalette palette);

/// Fusion with the outlines of boxes to tick and of sliders at 3:1 (WCAG 2.1, 1.4.11) in dark palettes too,
/// where its own are darker than the window.
[[nodiscard]] QStyle* makeReadableFusion();

/// Applies both to the application, now and whenever its palette changes; a style other than Fusion is left
/// alone.
void keepReadable();

}  // namespace ui
