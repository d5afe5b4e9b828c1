// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_frame.h"

#include <QStyleOptionFocusRect>
#include <QStylePainter>
#include <QWidget>

namespace ui {

void paintFocusFrame(const QWidget& widget, QStylePainter& painter)
{
    if (!widget.hasFocus())
        return;
    QStyleOptionFocusRect option;
    option.initFrom(&widget);
    option.rect = widget.rect();
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, option);
}

}  // namespace ui
