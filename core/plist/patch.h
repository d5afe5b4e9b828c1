// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plist/encoding.h"
#include "core/plist/text_lines.h"
#include "core/plist/update.h"
#include "core/plist/xml_writer.h"

namespace plist {

/// An empty container that was opened for its first child, and how it was
/// written before: when the child goes, that comes back.
struct Opened
{
    qsizetype begin = 0;
    QByteArray element;
};

/// Keeps `opened` in step with a splice.
void follow(std::vector<Opened>& opened, const Splice& splice);

/// Turns edits into splices of `text`, one at a time, keeping `tree` in step.
///
/// After an error, text and tree are in between: work on copies.
class Patcher
{
public:
    Patcher(QByteArray& text,
            Tree& tree,
            std::vector<Opened>& opened,
            const ReadOptions& options,
            const Encoding& encoding);

    base::Result<void> apply(const Edit& edit);

    /// What takes the splices back that were made so far, in the order to make
    /// them.
    [[nodiscard]] std::vector<Splice> undo() const;
    /// See Change::scope().
    [[nodiscard]] Path scope() const { return m_scope.value_or(Path{}); }

private:
    using Chain = std::vector<std::uint32_t>;

    base::Result<void> set(const Path& path, const Value& value);
    base::Result<void> setAt(const Path& path, const Value& value);
    base::Result<void> setDict(const Path& path, const Dict& old, const Dict& fresh);
    base::Result<void> setArray(const Path& path, const Array& old, const Array& fresh);
    base::Result<void> setScalar(const Chain& chain, const Value& value);
    base::Result<void> replaceElement(const Chain& chain, const Value& value);
    base::Result<void> append(const Path& path, const Value& value);
    base::Result<void> insert(const Path& path, const Value& value, std::size_t position);
    base::Result<void> insertChild(const Path& parent,
                                   std::size_t position,
                                   const QString* key,
                                   const Value& value);
    base::Result<void> remove(const Path& path);
    base::Result<void> removeChild(std::uint32_t parent, std::uint32_t node);
    base::Result<void> rename(const Path& path, const QString& key);
    base::Result<void> move(const Path& path, std::size_t position);
    base::Result<void> replaceText(Range range, const QByteArray& text);

    struct Place;
    [[nodiscard]] Place placeFor(const Chain& parent, std::size_t position) const;
    [[nodiscard]] Place emptyPlace(const Chain& parent) const;
    [[nodiscard]] const Opened* openedFor(std::uint32_t parent, std::uint32_t child) const;
    [[nodiscard]] Range rangeToRemove(std::uint32_t parent, std::uint32_t node) const;
    [[nodiscard]] QByteArray indentUnit(const Chain& chain) const;
    [[nodiscard]] Layout layoutFor(const Chain& chain, bool lines) const;
    [[nodiscard]] QByteArray element(const Value& value,
                                     const QByteArray& indent,
                                     const Layout& layout) const;

    base::Result<void> splice(qsizetype begin, qsizetype end, const QByteArray& text);
    void changed(const Path& path);

    QByteArray& m_text;
    Tree& m_tree;
    std::vector<Opened>& m_opened;
    const ReadOptions& m_options;
    const Encoding& m_encoding;
    TextLines m_lines{m_text};
    QByteArray m_lineEnd;
    std::vector<Splice> m_undo;
    std::optional<Path> m_scope;
    bool m_counted = false;  ///< the edit at hand, in m_scope
};

}  // namespace plist
