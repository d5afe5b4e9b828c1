// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <functional>

class QObject;

namespace ui {

/// Shows the folder that `path` is in with the file manager of the desktop. When there is none, or it says
/// that it could not, `failed` hears what was tried, with the folder in its message; as long as `context`
/// lives.
void openFolderOf(const QString& path,
                  QObject* context,
                  const std::function<void(const base::Error& error)>& failed);

}  // namespace ui
