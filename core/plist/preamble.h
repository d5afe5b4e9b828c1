// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

namespace plist {

/// What stands before the property list.
struct Preamble
{
    qsizetype end = 0;         ///< where a strict reader may begin: behind the declaration
    QByteArray encoding = {};  ///< as declared; empty if it is not
    std::vector<Note> notes = {};
};

/// Looks at the beginning of `text`; fails if that is no XML at all.
[[nodiscard]] base::Result<Preamble> readPreamble(const QByteArray& text);

}  // namespace plist
