// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/preamble.h"
#include "core/plist/xml_builder.h"

namespace plist {

/// Reads the whole `text`: what stands before, in and behind the property list.
[[nodiscard]] base::Result<Tree> readXml(const QByteArray& text, const ReadOptions& options);

/// The same, when what stands in front has been looked at already.
[[nodiscard]] base::Result<Tree> readXml(const QByteArray& text,
                                         const Preamble& preamble,
                                         const ReadOptions& options);

/// What a piece of a dictionary or an array holds.
struct Fragment
{
    std::vector<Dict::Entry> entries;  ///< keys are empty in an array
    std::vector<Node> nodes;           ///< offsets count in the whole text
    std::vector<Note> notes;           ///< paths begin in the container
};

/// Reads bytes `range` of `text`, which lie between two children of a container, as `options.context` says;
/// nothing if that is not well-formed for itself.
[[nodiscard]] std::optional<Fragment> readFragment(const QByteArray& text,
                                                   Range range,
                                                   const ReadOptions& options);

/// Puts notes in the order in which they stand in the text.
void sortNotes(std::vector<Note>& notes);

}  // namespace plist
