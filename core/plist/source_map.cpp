// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/source_map.h"

#include "core/plist/xml_text.h"

#include <algorithm>
#include <cstring>

namespace plist {

namespace {

constexpr qsizetype markDistance = 512;

bool breaksLine(const QByteArray& text, qsizetype i)
{
    return text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'));
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Counts eight bytes at a time: a finding's position is wanted of every file, and the libraries look at
/// one byte after the other.
int lineFeeds(const char* begin, const char* end)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t lowBits = 0x7F * ones;
    std::uint64_t count = 0;
    for (; end - begin >= 8; begin += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, begin, sizeof word);
        word ^= '\n' * ones;
        // The high bit of every byte that has become zero, and no other; then the sum of them.
        const std::uint64_t zeros = ~(((word & lowBits) + lowBits) | word | lowBits);
        count += ((zeros >> 7) * ones) >> 56;
    }
    return static_cast<int>(count) + static_cast<int>(std::count(begin, end, '\n'));
}

/// A byte order mark is no character of the first line.
qsizetype textBegin(const QByteArray& text) { return text.startsWith("\xEF\xBB\xBF") ? 3 : 0; }

}  // namespace

std::vector<std::uint32_t> Tree::children(std::uint32_t parent) const
{
    std::vector<std::uint32_t> found;
    const std::uint32_t end = parent + nodes[parent].size;
    for (std::uint32_t node = parent + 1; node < end; node += nodes[node].size)
        found.push_back(node);
    return found;
}

std::uint32_t Tree::child(std::uint32_t parent, std::size_t position) const
{
    std::uint32_t node = parent + 1;
    while (nodes[node].shadowed || position-- > 0)
        node += nodes[node].size;
    return node;
}

std::vector<std::uint32_t> Tree::chain(const Path& path, const ChildIndex* index) const
{
    std::vector<std::uint32_t> found{0};
    const Value* value = &root;
    for (const Path::Step& step : path) {
        std::size_t position = 0;
        if (const auto* key = std::get_if<QString>(&step)) {
            const Dict* dict = value->as<Dict>();
            if (!dict)
                return {};
            const auto it =
                std::find_if(dict->begin(), dict->end(), [&](const auto& e) { return e.first == *key; });
            if (it == dict->end())
                return {};
            position = static_cast<std::size_t>(it - dict->begin());
            value = &it->second;
        } else {
            const Array* array = value->as<Array>();
            position = std::get<std::size_t>(step);
            if (!array || position >= array->size())
                return {};
            value = &(*array)[position];
        }
        const std::uint32_t parent = found.back();
        found.push_back(index ? index->child(*this, parent, position) : child(parent, position));
    }
    return found;
}

ChildIndex::ChildIndex(const Tree& tree)
{
    // Fewer are walked past as fast as they are looked up.
    constexpr std::uint32_t manyNodes = 64;
    const auto count = static_cast<std::uint32_t>(tree.nodes.size());
    for (std::uint32_t node = 0; node < count; ++node) {
        if (tree.nodes[node].size <= manyNodes)
            continue;
        std::vector<std::uint32_t> children = tree.children(node);
        children.erase(std::remove_if(children.begin(), children.end(),
                                      [&tree](std::uint32_t child) { return tree.nodes[child].shadowed; }),
                       children.end());
        m_children.emplace(node, std::move(children));
    }
}

std::uint32_t ChildIndex::child(const Tree& tree, std::uint32_t parent, std::size_t position) const
{
    const auto known = m_children.find(parent);
    return known == m_children.end() ? tree.child(parent, position) : known->second[position];
}

QString keyOf(const QByteArray& text, const Node& node)
{
    const char* begin = text.constData() + node.keyBegin;
    const char* end = text.constData() + node.keyEnd;
    return elementText(begin, end);
}

Path pathAt(const QByteArray& text, const Tree& tree, qsizetype offset)
{
    Path path;
    std::uint32_t node = 0;
    const auto holds = [&](std::uint32_t n) {
        return tree.nodes[n].from() <= offset && offset < tree.nodes[n].end;
    };
    if (tree.nodes.empty() || !holds(0))
        return path;
    // A reference of the binary form stands as a dictionary in the text, but is one value.
    const Value* value = &tree.root;
    while (value && (value->as<Dict>() || value->as<Array>())) {
        std::size_t position = 0;
        const std::uint32_t end = node + tree.nodes[node].size;
        std::uint32_t next = node + 1;
        for (; next < end && !holds(next); next += tree.nodes[next].size)
            position += tree.nodes[next].shadowed ? 0U : 1U;
        if (next >= end)
            return path;
        // What an earlier entry of a repeated key holds has no path of its own.
        if (tree.nodes[next].shadowed)
            return std::move(path) / Path::Step(keyOf(text, tree.nodes[next]));
        const Dict* dict = value->as<Dict>();
        path = std::move(path) / (dict ? Path::Step(dict->entry(position).first) : Path::Step(position));
        value = dict ? &dict->entry(position).second : &(*value->as<Array>())[position];
        node = next;
    }
    return path;
}

base::TextPosition positionIn(const QByteArray& text, qsizetype offset)
{
    base::TextPosition position;
    const qsizetype end = std::clamp<qsizetype>(offset, 0, text.size());
    for (qsizetype i = textBegin(text); i < end; ++i) {
        if (breaksLine(text, i)) {
            ++position.line;
            position.column = 1;
        } else if (!isContinuation(text[i])) {
            ++position.column;
        }
    }
    return position;
}

LineTable::LineTable(const QByteArray& text)
{
    // Only text with old Mac line ends is looked at byte by byte.
    for (qsizetype at = text.indexOf('\r'); at >= 0 && !m_hasLoneReturns; at = text.indexOf('\r', at + 1))
        m_hasLoneReturns = at + 1 == text.size() || text[at + 1] != '\n';
    base::TextPosition position;
    qsizetype at = textBegin(text);
    for (qsizetype mark = 0; mark <= text.size(); mark += markDistance) {
        position = advance(text, position, at, mark);
        at = std::max(at, mark);
        m_marks.push_back(position);
    }
}

base::TextPosition LineTable::advance(const QByteArray& text,
                                      base::TextPosition position,
                                      qsizetype from,
                                      qsizetype to) const
{
    if (from >= to)
        return position;
    qsizetype lineBegin = from;
    if (m_hasLoneReturns) {
        for (qsizetype i = from; i < to; ++i) {
            if (breaksLine(text, i)) {
                ++position.line;
                lineBegin = i + 1;
            }
        }
    } else {
        const QByteArrayView part = QByteArrayView(text).sliced(from, to - from);
        position.line += lineFeeds(part.begin(), part.end());
        lineBegin = from + part.lastIndexOf('\n') + 1;
    }
    if (lineBegin > from)
        position.column = 1;
    position.column += static_cast<int>(std::count_if(text.begin() + lineBegin, text.begin() + to,
                                                      [](char c) { return !isContinuation(c); }));
    return position;
}

base::TextPosition LineTable::position(const QByteArray& text, qsizetype offset) const
{
    offset = std::clamp<qsizetype>(offset, 0, text.size());
    const qsizetype mark = offset / markDistance;
    const qsizetype from = mark == 0 ? textBegin(text) : mark * markDistance;
    return advance(text, m_marks[static_cast<std::size_t>(mark)], from, offset);
}

base::Error errorAt(const QByteArray& text, qsizetype offset, const QString& message)
{
    return {base::Error::Code::InvalidInput, message, {}, {}, positionIn(text, offset)};
}

}  // namespace plist
