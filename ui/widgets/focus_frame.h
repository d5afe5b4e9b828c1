// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QStylePainter;
class QWidget;

namespace ui {

/// The style's frame around `widget`, where it has the focus: for widgets that paint themselves.
void paintFocusFrame(const QWidget& widget, QStylePainter& painter);

}  // namespace ui
