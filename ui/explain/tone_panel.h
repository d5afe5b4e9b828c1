// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"

#include <QWidget>

#include <optional>

namespace ui {

/// A box around what belongs together, tinted by its tone, plain without one.
class TonePanel : public QWidget
{
    Q_OBJECT

public:
    explicit TonePanel(std::optional<Tone> tone = {}, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<Tone> m_tone;
};

}  // namespace ui
