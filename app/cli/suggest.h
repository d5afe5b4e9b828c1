// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace cli {

/// The one of `choices` that somebody who typed `word` most likely meant; empty when none is near.
[[nodiscard]] QString nearest(const QString& word, const QStringList& choices);

/// "Did you mean lint?", or `otherwise` when nothing is near.
[[nodiscard]] QString didYouMean(const QString& word, const QStringList& choices, const QString& otherwise);

}  // namespace cli
