// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tone.h"

#include <QString>
#include <QStringList>

class QLabel;
class QWidget;

namespace ui {

/// A text of any length that wraps and can be selected.
[[nodiscard]] QLabel* makeExportText(const QString& accessibleName, QWidget* parent);
/// Colours the text of `label` by `tone`.
void tint(QLabel& label, Tone tone);

/// Why a device is expected to refuse the profile, each reason once, a few of them in full.
[[nodiscard]] QString refusedText(const QStringList& errors);
/// The same for warnings.
[[nodiscard]] QString warningsText(const QStringList& warnings);

}  // namespace ui
