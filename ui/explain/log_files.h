// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;

namespace ui {

/// Whether a file's name is that of a log and of nothing else that can be opened here.
[[nodiscard]] bool isLogFile(const QString& path);
/// The files among what is dragged that may hold a log: all but profiles and certificates.
[[nodiscard]] QStringList logsIn(const QMimeData& data);
/// Those whose names say so.
[[nodiscard]] QStringList logFilesIn(const QMimeData& data);
[[nodiscard]] QString logFilter();

}  // namespace ui
