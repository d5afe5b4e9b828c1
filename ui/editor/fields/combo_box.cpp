// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/combo_box.h"

#include <QWheelEvent>

namespace ui {

ComboBox::ComboBox(QWidget* parent) : QComboBox(parent) { setFocusPolicy(Qt::StrongFocus); }

void ComboBox::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace ui
