// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What other programs of the desktop do with a file.

namespace ui {

/// Opens the folder that `path` is in.
void showInFolder(const QString& path);

/// Opens the text of `path` with what the desktop opens text with; its folder, where nothing does.
void openInTextEditor(const QString& path);

}  // namespace ui
