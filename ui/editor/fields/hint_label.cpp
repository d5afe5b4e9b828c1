// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/hint_label.h"

#include "ui/style/tone.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

namespace ui {

namespace {

/// Share of the text colour in the mix with the background: still above 4.5:1 with black on white.
constexpr double textShare = 0.7;

}  // namespace

HintLabel::HintLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    updatePalette();
}

void HintLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        updatePalette();
}

void HintLabel::updatePalette()
{
    if (m_isUpdating)
        return;
    m_isUpdating = true;
    QPalette mine = QGuiApplication::palette();
    mine.setColor(QPalette::WindowText, mixed(mine.color(QPalette::Active, QPalette::WindowText),
                                              mine.color(QPalette::Active, QPalette::Window), textShare));
    setPalette(mine);
    m_isUpdating = false;
}

}  // namespace ui
