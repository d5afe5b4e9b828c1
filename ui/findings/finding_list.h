// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QListView;
class QWidget;

namespace ui {

class FindingModel;

/// The list in which findings are shown everywhere.
[[nodiscard]] QListView* makeFindingList(FindingModel* model, QWidget* parent);

}  // namespace ui
