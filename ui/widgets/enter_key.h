// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

/// Lets Return and Enter press the button that has the focus, in every window and dialog.
///
/// Qt's buttons hear the space bar alone, and in a dialog the key presses the default button even while
/// another one has the focus. Boxes to tick and radio buttons are left to the space bar. Call once; a second
/// call changes nothing.
void letEnterPressButtons();

}  // namespace ui
