// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ui {

/// Explaining text: wrapped, and paler than the rest in light and dark palettes alike.
class HintLabel : public QLabel
{
    Q_OBJECT

public:
    explicit HintLabel(const QString& text = {}, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updatePalette();
    bool m_isUpdating = false;
};

}  // namespace ui
