// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

/// Says that the profile is not signed, and leads to signing it.
class UnsignedRow : public QWidget
{
    Q_OBJECT

public:
    /// `whatFollows`: what becomes of the signed profile, for the button.
    explicit UnsignedRow(const QString& whatFollows, QWidget* parent = nullptr);

signals:
    void signAsked();
};

}  // namespace ui
