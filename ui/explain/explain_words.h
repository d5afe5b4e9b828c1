// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLabel;
class QLayout;
class QWidget;

// The small parts that the explanation is put together from.

namespace ui {

/// A wrapped text that can be selected.
[[nodiscard]] QLabel* makeText(const QString& text, QWidget* parent);
/// The same in semi-bold.
[[nodiscard]] QLabel* makeStrong(const QString& text, QWidget* parent);
/// A heading over what follows.
[[nodiscard]] QLabel* makeHeading(const QString& text, QWidget* parent);
/// "likely" as "Likely".
[[nodiscard]] QString capitalized(const QString& text);
/// Takes everything out of `layout`; widgets go as soon as nobody is inside them.
void clearLayout(QLayout* layout);

}  // namespace ui
