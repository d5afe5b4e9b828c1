// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/update.h"

#include "core/plist/xml_reader.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cstring>

namespace plist {

namespace {

/// Re-reads the children that a splice touched and puts them in the place of the old ones.
class Updater
{
public:
    Updater(const QByteArray& text, Tree& tree, const Splice& splice, const ReadOptions& options)
        : m_text(text)
        , m_tree(tree)
        , m_range(splice.range)
        , m_delta(static_cast<std::int32_t>(splice.text.size() - splice.range.size()))
        , m_options(options)
    {}

    /// False if only reading everything is sure; then `tree` is as it was.
    bool run()
    {
        if (!m_tree.wellFormed || !findContainer())
            return false;
        while (true) {
            if (readPiece())
                break;
            // Where a key is repeated, which entry counts depends on all of them: read the whole container.
            if (!m_retry || m_chain.size() == 1)
                return false;
            const Node& node = m_tree.nodes[m_chain.back()];
            m_range = {node.begin, node.end};
            m_chain.pop_back();
            m_path = m_path.parent();
        }
        replaceValues();
        replaceNotes();
        replaceNodes();
        return true;
    }

private:
    [[nodiscard]] const Node& container() const { return m_tree.nodes[m_chain.back()]; }
    [[nodiscard]] bool holds(const Node& node) const
    {
        return (node.type == Type::Dict || node.type == Type::Array) && !node.isEmptyElement()
               && !node.shadowed && node.contentBegin <= m_range.begin && m_range.end <= node.contentEnd;
    }

    [[nodiscard]] const Value& containerValue() const { return *m_tree.root.at(m_path); }

    /// The innermost container in whose content the splice lies.
    bool findContainer()
    {
        if (m_tree.nodes.empty() || !holds(m_tree.nodes[0]))
            return false;
        m_chain = {0};
        while (true) {
            const Node& outer = container();
            const std::uint32_t end = m_chain.back() + outer.size;
            std::size_t position = 0;
            std::uint32_t node = m_chain.back() + 1;
            for (; node < end && !holds(m_tree.nodes[node]); node += m_tree.nodes[node].size)
                position += m_tree.nodes[node].shadowed ? 0U : 1U;
            if (node >= end)
                return containerValue().type() == outer.type;
            const Path::Step step =
                outer.type == Type::Dict ? Path::Step(keyAt(m_path, position)) : Path::Step(position);
            m_path = std::move(m_path) / step;
            m_chain.push_back(node);
        }
    }

    [[nodiscard]] const QString& keyAt(const Path& path, std::size_t position) const
    {
        return m_tree.root.at(path)->as<Dict>()->entry(position).first;
    }

    /// Reads what lies between the last child in front of the splice and the first one behind it.
    bool readPiece()
    {
        m_retry = false;
        const Node& outer = container();
        const std::uint32_t end = m_chain.back() + outer.size;
        m_piece = {outer.contentBegin, outer.contentEnd};
        m_first = end;
        m_last = end;
        m_before = m_gone = 0;
        bool shadowed = false;
        for (std::uint32_t node = m_chain.back() + 1; node < end; node += m_tree.nodes[node].size) {
            const Node& child = m_tree.nodes[node];
            shadowed = shadowed || child.shadowed;
            if (child.end <= m_range.begin) {
                m_piece.begin = child.end;
                ++m_before;
            } else if (child.from() >= m_range.end) {
                if (m_last == end) {
                    m_piece.end = child.from();
                    m_last = node;
                }
            } else {
                ++m_gone;
            }
            if (m_first == end && child.end > m_range.begin)
                m_first = node;
        }
        if (shadowed) {
            m_retry = true;
            return false;
        }
        return readPieceAgain();
    }

    bool readPieceAgain()
    {
        ReadOptions options = m_options;
        options.context = container().type;
        options.depthBefore += static_cast<int>(m_chain.size()) - 1;
        options.nodesBefore += m_tree.nodes.size() - (m_last - m_first);
        auto fragment = readFragment(m_text, {m_piece.begin, m_piece.end + m_delta}, options);
        if (!fragment)
            return false;
        if (container().type == Type::Dict && !keysAreNew(fragment->entries)) {
            m_retry = true;
            return false;
        }
        if (m_options.rendition && fragment->entries.size() == 1 && fragment->entries[0].first == u"CF$UID")
            return false;
        m_fragment = *std::move(fragment);
        return true;
    }

    /// Whether no key of `entries` is in the container otherwise, or there twice.
    [[nodiscard]] bool keysAreNew(const std::vector<Dict::Entry>& entries) const
    {
        const Dict& dict = *containerValue().as<Dict>();
        QSet<QString> seen;
        for (const auto& [key, value] : entries) {
            static_cast<void>(value);
            if (seen.contains(key))
                return false;
            seen.insert(key);
        }
        for (std::size_t i = 0; i < dict.size(); ++i) {
            const bool stays = i < m_before || i >= m_before + m_gone;
            if (stays && seen.contains(dict.entry(i).first))
                return false;
        }
        return true;
    }

    void replaceValues()
    {
        const Value old = containerValue();
        auto& fresh = m_fragment.entries;
        m_added = fresh.size();
        if (const Dict* dict = old.as<Dict>()) {
            std::vector<Dict::Entry> entries;
            entries.reserve(dict->size() - m_gone + fresh.size());
            const auto begin = dict->begin();
            const auto cut = begin + static_cast<std::ptrdiff_t>(m_before);
            entries.insert(entries.end(), begin, cut);
            std::move(fresh.begin(), fresh.end(), std::back_inserter(entries));
            entries.insert(entries.end(), cut + static_cast<std::ptrdiff_t>(m_gone), dict->end());
            m_tree.root = m_tree.root.with(m_path, Dict::fromEntries(std::move(entries)));
            return;
        }
        const Array& array = *old.as<Array>();
        Array items;
        items.reserve(array.size() - m_gone + fresh.size());
        const auto cut = array.begin() + static_cast<std::ptrdiff_t>(m_before);
        items.insert(items.end(), array.begin(), cut);
        for (auto& entry : fresh)
            items.push_back(std::move(entry.second));
        items.insert(items.end(), cut + static_cast<std::ptrdiff_t>(m_gone), array.end());
        m_tree.root = m_tree.root.with(m_path, std::move(items));
    }

    /// Notes behind the piece move along, those in it come from the new reading.
    void replaceNotes()
    {
        std::vector<Note> notes;
        const bool inArray = container().type == Type::Array;
        for (Note& note : m_tree.notes) {
            const bool behind = note.range.begin >= m_piece.end;
            if (!behind && note.range.begin >= m_piece.begin && m_piece.size() > 0)
                continue;
            if (behind) {
                if (inArray && m_added != m_gone && note.range.begin < container().contentEnd)
                    note.path = moved(note.path);
                note.range.begin += m_delta;
                note.range.end += m_delta;
            }
            notes.push_back(std::move(note));
        }
        for (Note& note : m_fragment.notes) {
            Path inner = inArray ? shifted(note.path, 0, m_before) : note.path;
            note.path = m_path / inner;
            notes.push_back(std::move(note));
        }
        sortNotes(notes);
        m_tree.notes = std::move(notes);
    }

    [[nodiscard]] Path moved(const Path& path) const
    {
        return path.depth() > m_path.depth() ? shifted(path, m_path.depth(), m_added - m_gone) : path;
    }

    /// `path` with `by` added to the index at `depth`; unsigned, so that it may also go down.
    static Path shifted(const Path& path, std::size_t depth, std::size_t by)
    {
        Path result;
        for (const Path::Step& step : path) {
            const bool here = result.depth() == depth && std::holds_alternative<std::size_t>(step);
            result = std::move(result) / (here ? Path::Step(std::get<std::size_t>(step) + by) : step);
        }
        return result;
    }

    void replaceNodes()
    {
        auto& nodes = m_tree.nodes;
        for (std::uint32_t node : m_chain) {
            nodes[node].contentEnd += m_delta;
            nodes[node].end += m_delta;
            nodes[node].size += static_cast<std::uint32_t>(m_fragment.nodes.size());
            nodes[node].size -= m_last - m_first;
        }
        for (std::size_t i = m_last; i < nodes.size(); ++i) {
            Node& node = nodes[i];
            if (node.keyBegin >= 0) {
                node.keyBegin += m_delta;
                node.keyEnd += m_delta;
            }
            node.begin += m_delta;
            node.end += m_delta;
            node.contentBegin += m_delta;
            node.contentEnd += m_delta;
        }
        const auto first = nodes.begin() + static_cast<std::ptrdiff_t>(m_first);
        const auto last = nodes.begin() + static_cast<std::ptrdiff_t>(m_last);
        const auto common = std::min<std::ptrdiff_t>(last - first, std::ssize(m_fragment.nodes));
        std::copy_n(m_fragment.nodes.begin(), common, first);
        if (first + common < last)
            nodes.erase(first + common, last);
        else
            nodes.insert(last, m_fragment.nodes.begin() + common, m_fragment.nodes.end());
        m_tree.element.end += m_delta;
    }

    const QByteArray& m_text;  ///< with the splice in it
    Tree& m_tree;              ///< as it was without
    Range m_range;
    std::int32_t m_delta;
    const ReadOptions& m_options;
    std::vector<std::uint32_t> m_chain;  ///< nodes from the root to the container
    Path m_path;                         ///< of the container
    Range m_piece;                       ///< what is read again, in offsets without the splice
    std::uint32_t m_first = 0;           ///< nodes m_first up to m_last go
    std::uint32_t m_last = 0;
    std::size_t m_before = 0;  ///< children in front of the piece, and in it
    std::size_t m_gone = 0;
    std::size_t m_added = 0;
    bool m_retry = false;  ///< one level further out may do
    Fragment m_fragment;
};

}  // namespace

base::Error tooLarge()
{
    return {base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "A property list may be at most %1 MiB large")
                .arg(maxBytes / (1024 * 1024))};
}

base::Result<void> applySplice(QByteArray& text, Tree& tree, const Splice& splice, const ReadOptions& options)
{
    if (text.size() - splice.range.size() + splice.text.size() > maxBytes && options.limited)
        return tooLarge();
    const QByteArray old = text.mid(splice.range.begin, splice.range.size());
    text.replace(splice.range.begin, splice.range.size(), splice.text);
    if (Updater(text, tree, splice, options).run())
        return {};
    auto whole = readXml(text, options);
    if (!whole) {
        text.replace(splice.range.begin, splice.text.size(), old);
        return whole.error();
    }
    tree = *std::move(whole);
    return {};
}

}  // namespace plist
