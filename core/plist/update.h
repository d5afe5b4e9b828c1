// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/source_map.h"
#include "core/plist/xml_builder.h"

namespace plist {

/// Replaces `splice.range` of `text` and makes `tree` again what the reader says of the whole.
///
/// Only the piece between two untouched neighbours is read, with the same reader, where that is sure to
/// give the same; else everything. If the result cannot be read, `text` and `tree` stay as they were.
base::Result<void> applySplice(QByteArray& text,
                               Tree& tree,
                               const Splice& splice,
                               const ReadOptions& options);

/// What to say of a file beyond maxBytes.
[[nodiscard]] base::Error tooLarge();

}  // namespace plist
