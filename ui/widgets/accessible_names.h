// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

/// Lets a combo box tell its label as its accessible name.
///
/// Qt 6.4 on Linux gives the chosen entry instead, so that a screen reader that asks for "Key Size"
/// finds only "2048". Call once, before the first window.
void installAccessibleNames();

}  // namespace ui
