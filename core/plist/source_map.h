// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/document.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace plist {

/// Where one value stands in the text. Offsets are bytes; maxBytes fits in 32 bits.
struct Node
{
    std::int32_t keyBegin = -1;  ///< the whole `<key>…</key>`, -1 if there is none
    std::int32_t keyEnd = -1;
    std::int32_t begin = 0;  ///< the whole element
    std::int32_t end = 0;
    std::int32_t contentBegin = 0;  ///< between the tags; both are `end` for `<dict/>`
    std::int32_t contentEnd = 0;
    std::uint32_t size = 1;  ///< nodes in this subtree, itself included
    Type type = Type::Dict;  ///< of the element
    bool shadowed = false;   ///< an earlier entry of a repeated key, unread

    /// Where the entry begins: at its key if it has one.
    [[nodiscard]] std::int32_t from() const { return keyBegin >= 0 ? keyBegin : begin; }
    [[nodiscard]] bool isEmptyElement() const { return contentBegin == end; }
    bool operator==(const Node&) const = default;
};

class ChildIndex;

/// What the reader makes of a text: the values and, in preorder, where each of them stands.
///
/// The effective (not shadowed) children of a node are the entries or items of its
/// value, in the same order.
struct Tree
{
    Value root;
    std::vector<Node> nodes;
    std::vector<Note> notes;
    QByteArray declared;     ///< the encoding that the declaration names
    Range element;           ///< `<plist>…</plist>`, or the bare root value
    bool wellFormed = true;  ///< by XML's rules and the format's; else only a whole reading is sure

    /// The nodes of the children of `parent`, in the order of the text, shadowed ones included.
    [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t parent) const;
    /// The node of the `position`-th effective child of `parent`, which has one.
    [[nodiscard]] std::uint32_t child(std::uint32_t parent, std::size_t position) const;
    /// Nodes from the root to the value at `path`, or nothing if there is no such value. With an index of
    /// this very tree it does not walk past thousands of siblings.
    [[nodiscard]] std::vector<std::uint32_t> chain(const Path& path, const ChildIndex* index = nullptr) const;
};

/// Where the children of nodes with many of them stand, counted once for any number of paths.
class ChildIndex
{
public:
    explicit ChildIndex(const Tree& tree);
    /// As Tree::child().
    [[nodiscard]] std::uint32_t child(const Tree& tree, std::uint32_t parent, std::size_t position) const;

private:
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_children;  ///< effective ones
};

/// The key of `node`, which has one, as `text` spells it.
[[nodiscard]] QString keyOf(const QByteArray& text, const Node& node);

/// See Document::pathAt().
[[nodiscard]] Path pathAt(const QByteArray& text, const Tree& tree, qsizetype offset);

/// The position of `offset` in `text`, counted from the start: for errors, where once is enough.
[[nodiscard]] base::TextPosition positionIn(const QByteArray& text, qsizetype offset);

/// Counts lines and characters once so that any position afterwards costs little.
class LineTable
{
public:
    explicit LineTable(const QByteArray& text);
    [[nodiscard]] base::TextPosition position(const QByteArray& text, qsizetype offset) const;

private:
    /// Goes on counting from `position`, which is that of `from`.
    [[nodiscard]] base::TextPosition advance(const QByteArray& text,
                                             base::TextPosition position,
                                             qsizetype from,
                                             qsizetype to) const;

    bool m_hasLoneReturns = false;
    std::vector<base::TextPosition> m_marks;  ///< one every 512 bytes
};

/// An error at a byte of `text`; the message begins with the line and column.
[[nodiscard]] base::Error errorAt(const QByteArray& text, qsizetype offset, const QString& message);

}  // namespace plist
