// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace lint {

/// Whether `written` is not `known`, but close enough to have been meant as it: another case, other
/// blanks or hyphens, or (in keys long enough to tell) at most two letters wrong.
[[nodiscard]] bool isNearMiss(QStringView written, QStringView known);

/// Whether the two differ in nothing but case, blanks, hyphens and underscores.
[[nodiscard]] bool isSameWord(QStringView written, QStringView known);

}  // namespace lint
