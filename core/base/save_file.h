// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace base {

/// Who may read the file that is written.
enum class Access {
    AsBefore,   ///< permissions of the file that is replaced, else the system's default
    OwnerOnly,  ///< mode 0600: for keys and passwords
};

/// Writes `bytes` to `path` so that there is either the whole new file or the old one, never a part.
Result<void> saveFile(const QString& path, const QByteArray& bytes, Access access = Access::AsBefore);

/// The whole file, refused above `maxBytes` before anything is read into memory.
Result<QByteArray> loadFile(const QString& path, qint64 maxBytes);

}  // namespace base
