// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/patch.h"
#include "core/plist/patch_errors.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace plist {

base::Result<void> Patcher::remove(const Path& path)
{
    const Chain chain = m_tree.chain(path);
    if (chain.empty())
        return notThere(path);
    if (path.isRoot())
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "The root of a property list cannot be removed")};
    changed(path.parent());
    const std::uint32_t parent = chain[chain.size() - 2];
    const bool inDict = std::holds_alternative<QString>(path.last());
    if (auto done = removeChild(parent, chain.back()); !done)
        return done;
    // An earlier entry of the same key would now be read.
    while (inDict) {
        const Chain left = m_tree.chain(path);
        if (left.empty())
            break;
        if (auto done = removeChild(left[left.size() - 2], left.back()); !done)
            return done;
    }
    return {};
}

base::Result<void> Patcher::removeChild(std::uint32_t parent, std::uint32_t node)
{
    if (const Opened* opened = openedFor(parent, node)) {
        const QByteArray element = opened->element;
        return splice(m_tree.nodes[parent].begin, m_tree.nodes[parent].end, element);
    }
    const Range range = rangeToRemove(parent, node);
    return splice(range.begin, range.end, {});
}

/// How the container was written before its only child came, unless something
/// else came since.
const Opened* Patcher::openedFor(std::uint32_t parent, std::uint32_t child) const
{
    const Node& outer = m_tree.nodes[parent];
    const Node& inner = m_tree.nodes[child];
    const auto blank = [&](qsizetype begin, qsizetype end) {
        return std::all_of(m_text.begin() + begin, m_text.begin() + end, isBlank);
    };
    if (outer.size != inner.size + 1 || !blank(outer.contentBegin, inner.from())
        || !blank(inner.end, outer.contentEnd))
        return nullptr;
    const auto found = std::find_if(m_opened.rbegin(), m_opened.rend(),
                                    [&](const Opened& one) { return one.begin == outer.begin; });
    return found == m_opened.rend() ? nullptr : &*found;
}

Range Patcher::rangeToRemove(std::uint32_t parent, std::uint32_t node) const
{
    const Node& child = m_tree.nodes[node];
    const Node& outer = m_tree.nodes[parent];
    const Range own{child.from(), child.end};
    if (m_lines.standsAlone(own))
        return {m_lines.lineBegin(own.begin), m_lines.behindBreak(m_lines.lineEnd(own.end))};
    // The last child in front of a closing tag on its line: take the break in
    // front of it instead.
    const auto blank = [&](qsizetype begin, qsizetype end) {
        return std::all_of(m_text.begin() + begin, m_text.begin() + end, isBlank);
    };
    const qsizetype begin = m_lines.lineBegin(own.begin);
    if (m_lines.startsLine(own.begin) && begin > outer.contentBegin && blank(own.end, outer.contentEnd)
        && !blank(outer.contentBegin, own.begin)) {
        const bool crlf = begin > 1 && m_text[begin - 1] == '\n' && m_text[begin - 2] == '\r';
        return {begin - (crlf ? 2 : 1), own.end};
    }
    return own;
}

base::Result<void> Patcher::rename(const Path& path, const QString& key)
{
    if (m_tree.chain(path).empty() || path.isRoot())
        return notThere(path);
    if (!std::holds_alternative<QString>(path.last()))
        return notContainer(path.parent(), Type::Dict);
    if (path.lastKey() == key)
        return {};
    const Path target = path.parent() / Path::Step(key);
    if (m_tree.root.at(target))
        return alreadyThere(target);
    if (const auto error = unwritable(Value(key), 0))
        return *error;
    changed(path.parent());
    // Every entry of a repeated key, so that the last one goes on being the one
    // that counts.
    const QString old = path.lastKey();
    const Chain parent = m_tree.chain(path.parent());
    std::vector<std::uint32_t> children = m_tree.children(parent.back());
    std::vector<Range> keys;
    for (const std::uint32_t child : children) {
        if (keyOf(m_text, m_tree.nodes[child]) == old)
            keys.push_back({m_tree.nodes[child].keyBegin, m_tree.nodes[child].keyEnd});
    }
    const QByteArray fresh = m_encoding.referenced(escaped(key, m_lineEnd));
    for (auto it = keys.rbegin(); it != keys.rend(); ++it) {
        const char* bytes = m_text.constData();
        const qsizetype open = behindTag(bytes + it->begin, bytes + it->end) - bytes;
        const bool empty = open == it->end;
        const qsizetype close = m_text.lastIndexOf('<', it->end - 1);
        auto done =
            empty ? splice(it->begin, it->end, "<key>" + fresh + "</key>") : splice(open, close, fresh);
        if (!done)
            return done;
    }
    return {};
}

base::Result<void> Patcher::move(const Path& path, std::size_t position)
{
    const Chain chain = m_tree.chain(path);
    if (chain.size() < 2 || !std::holds_alternative<std::size_t>(path.last()))
        return notThere(path);
    const std::uint32_t parent = chain[chain.size() - 2];
    const std::size_t count = m_tree.children(parent).size();
    const std::size_t index = std::get<std::size_t>(path.last());
    if (position >= count)
        return notThere(path.parent() / Path::Step(position));
    if (position == index)
        return {};
    changed(path.parent());

    const Node& item = m_tree.nodes[chain.back()];
    // A comment behind the item on its line goes with it.
    Range range{item.begin, item.end};
    const qsizetype commented = m_lines.behindComments(item.end);
    const bool lines = m_lines.standsAlone({item.begin, commented});
    if (lines)
        range = {m_lines.lineBegin(item.begin), m_lines.behindBreak(m_lines.lineEnd(commented))};
    const QByteArray text = m_text.mid(range.begin, range.size());
    if (auto done = splice(range.begin, range.end, {}); !done)
        return done;

    const std::vector<std::uint32_t> rest = m_tree.children(parent);
    const Node& outer = m_tree.nodes[parent];
    qsizetype at = position == 0 ? outer.contentBegin : m_tree.nodes[rest[position - 1]].end;
    if (lines) {
        const qsizetype end = m_lines.behindComments(at);
        const bool clean = end < m_text.size() && isBreak(m_text[end]);
        if (clean)
            return splice(m_lines.behindBreak(end), m_lines.behindBreak(end), text);
        QByteArray bare = text.trimmed();
        return splice(at, at,
                      m_lineEnd + m_lines.indentAt(m_tree.nodes[rest[position == 0 ? 0 : position - 1]].begin)
                          + bare);
    }
    return splice(at, at, text);
}

base::Result<void> Patcher::replaceText(Range range, const QByteArray& text)
{
    const Node& root = m_tree.nodes[0];
    const bool fits = range.begin >= 0 && range.begin <= range.end && range.end <= m_text.size()
                      && (range.end <= root.begin || range.begin >= root.end);
    if (!fits)
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "Only text around the property list can be replaced")};
    changed({});
    return splice(range.begin, range.end, text);
}

}  // namespace plist
