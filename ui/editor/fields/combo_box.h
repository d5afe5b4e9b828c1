// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace ui {

/// A combo box that assistive tools find by its name, and that the wheel does not change in passing.
///
/// Qt 6.4 on Unix says the current text instead of the accessible name (QAccessibleComboBox::text).
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ComboBox(QWidget* parent = nullptr);

protected:
    void wheelEvent(QWheelEvent* event) override;
};

}  // namespace ui
