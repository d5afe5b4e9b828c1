// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace ui {

/// A menu whose entries say in a second line what they do: their What's This text, which assistive tools get
/// as the description.
class TwoLineMenu : public QMenu
{
    Q_OBJECT

public:
    explicit TwoLineMenu(const QString& title, QWidget* parent = nullptr);

    /// Gives `action` its second line.
    static void explain(QAction& action, const QString& sentence);

protected:
    void initStyleOption(QStyleOptionMenuItem* option, const QAction* action) const override;
};

}  // namespace ui
