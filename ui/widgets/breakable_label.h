// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ui {

/// Shows a path or address that may be broken at every dot, bracket, inner capital and mark of a query; what
/// is copied from it is the text alone.
class BreakableLabel : public QLabel
{
    Q_OBJECT

public:
    explicit BreakableLabel(QWidget* parent = nullptr);

    void showText(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void copySelection() const;
};

}  // namespace ui
