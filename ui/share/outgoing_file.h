// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/package.h"

namespace ui {

/// A file that another program can take.
struct OutgoingFile
{
    QString path;
    QString folder;  ///< made for it; empty: the person's own file does

    /// Removes what was made, as nobody took it.
    void discard() const;
};

/// The file at `own`, the person's, where it has the name and the bytes of `package`; else a new one that
/// only they can read, in a folder that goes with the session: nobody tells when the other program has read
/// it. Blocking.
[[nodiscard]] base::Result<OutgoingFile> outgoingFile(const delivery::Package& package, const QString& own);

}  // namespace ui
