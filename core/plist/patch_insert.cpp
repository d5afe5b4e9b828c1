// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/patch.h"
#include "core/plist/patch_errors.h"
#include "core/plist/xml_text.h"

#include <algorithm>

namespace plist {

/// Where a new child goes and how it is laid out.
struct Patcher::Place
{
    qsizetype begin = 0;  ///< what is replaced: nothing, or an empty element
    qsizetype end = 0;
    QByteArray open;  ///< in front of the child and behind it
    QByteArray close;
    bool ownLines = false;
    QByteArray indent;
    QByteArray gap;  ///< between a key and its value
};

base::Result<void> Patcher::insert(const Path& path, const Value& value, std::size_t position)
{
    if (path.isRoot())
        return alreadyThere(path);
    const Path parent = path.parent();
    const Value* container = m_tree.root.at(parent);
    if (!container)
        return notThere(parent);
    changed(parent);
    if (const auto* key = std::get_if<QString>(&path.last())) {
        const Dict* dict = container->as<Dict>();
        if (!dict)
            return notContainer(parent, Type::Dict);
        if (dict->contains(*key))
            return alreadyThere(path);
        return insertChild(parent, std::min(position, dict->size()), key, value);
    }
    const Array* array = container->as<Array>();
    if (!array)
        return notContainer(parent, Type::Array);
    if (std::get<std::size_t>(path.last()) > array->size())
        return notThere(path);
    return insertChild(parent, std::get<std::size_t>(path.last()), nullptr, value);
}

base::Result<void> Patcher::insertChild(const Path& parent,
                                        std::size_t position,
                                        const QString* key,
                                        const Value& value)
{
    if (key) {
        if (const auto error = unwritable(Value(*key), 0))
            return *error;
    }
    const Chain chain = m_tree.chain(parent);
    const Place place = placeFor(chain, position);
    const Layout layout = layoutFor(chain, place.ownLines);
    QByteArray text = place.open;
    if (key)
        text += m_encoding.referenced("<key>" + escaped(*key, m_lineEnd) + "</key>") + place.gap;
    text += element(value, place.indent, layout) + place.close;
    const Node outer = m_tree.nodes[chain.back()];
    const bool wasEmpty = outer.size == 1;
    Opened opened{outer.begin, m_text.mid(outer.begin, outer.end - outer.begin)};
    auto done = splice(place.begin, place.end, text);
    if (done && wasEmpty)
        m_opened.push_back(std::move(opened));
    return done;
}

Patcher::Place Patcher::placeFor(const Chain& parent, std::size_t position) const
{
    const Node& outer = m_tree.nodes[parent.back()];
    const std::vector<std::uint32_t> children = m_tree.children(parent.back());
    if (children.empty())
        return emptyPlace(parent);

    // The child goes behind the effective child in front of `position`, or behind
    // all.
    auto next = children.begin();
    std::size_t effective = 0;
    for (auto it = children.begin(); it != children.end() && effective < position; ++it) {
        effective += m_tree.nodes[*it].shadowed ? 0U : 1U;
        next = it + 1;
    }
    const Node* before = next == children.begin() ? nullptr : &m_tree.nodes[*(next - 1)];
    const Node* after = next == children.end() ? nullptr : &m_tree.nodes[*next];
    const Node& model = before ? *before : *after;

    Place place;
    const qsizetype from = before ? before->end : outer.contentBegin;
    place.ownLines =
        m_lines.startsLine(model.from()) && (!after || m_lines.breaksBetween(from, after->from()));
    place.indent = m_lines.indentAt(model.from());
    place.begin = place.end = place.ownLines ? m_lines.behindComments(from) : from;
    // With the line end that follows, so that what is put in can be taken out again.
    const qsizetype breakEnd = m_lines.behindBreak(place.begin);
    const bool isAtBreak = place.begin < m_text.size() && isBreak(m_text[place.begin]);
    const QByteArray lineEnd = isAtBreak ? m_text.mid(place.begin, breakEnd - place.begin) : m_lineEnd;
    place.open = place.ownLines ? lineEnd + place.indent : QByteArray();
    place.gap = place.open;
    if (model.keyBegin >= 0) {
        const QByteArray gap = m_text.mid(model.keyEnd, model.begin - model.keyEnd);
        if (std::all_of(gap.begin(), gap.end(), isBlank)
            && (!m_lines.breaksBetween(model.keyEnd, model.begin)))
            place.gap = gap;
    }
    return place;
}

Patcher::Place Patcher::emptyPlace(const Chain& parent) const
{
    const Node& outer = m_tree.nodes[parent.back()];
    const QByteArray indent = m_lines.indentAt(outer.begin);
    Place place;
    place.ownLines = m_lines.startsLine(outer.begin) || m_lines.startsLine(outer.from());
    place.indent = indent + indentUnit(parent);
    if (place.ownLines)
        place.open = m_lineEnd + place.indent;
    place.gap = place.open;
    if (outer.isEmptyElement()) {
        const bool isDict = outer.type == Type::Dict;
        place.begin = outer.begin;
        place.end = outer.end;
        place.open.prepend(isDict ? "<dict>" : "<array>");
        place.close =
            (place.ownLines ? m_lineEnd + indent : QByteArray()) + (isDict ? "</dict>" : "</array>");
        return place;
    }
    place.begin = place.end =
        place.ownLines ? m_lines.behindComments(outer.contentBegin) : outer.contentBegin;
    if (place.ownLines && !m_lines.breaksBetween(place.begin, outer.contentEnd))
        place.close = m_lineEnd + indent;
    return place;
}

QByteArray Patcher::element(const Value& value, const QByteArray& indent, const Layout& layout) const
{
    QByteArray text;
    writeElement(value, indent, layout, text);
    return m_encoding.referenced(text);
}

QByteArray Patcher::indentUnit(const Chain& chain) const
{
    const auto between = [&](std::uint32_t outer, std::uint32_t inner) -> QByteArray {
        if (!m_lines.startsLine(m_tree.nodes[inner].from()))
            return {};
        const QByteArray a = m_lines.indentAt(m_tree.nodes[outer].begin);
        const QByteArray b = m_lines.indentAt(m_tree.nodes[inner].from());
        return b.size() > a.size() && b.startsWith(a) ? b.mid(a.size()) : QByteArray();
    };
    // Nearest first: the containers around, then whatever container has children.
    for (std::size_t i = chain.size(); i-- > 1;) {
        const QByteArray unit = between(chain[i - 1], chain[i]);
        if (!unit.isEmpty())
            return unit;
    }
    constexpr std::size_t enough = 1000;
    for (std::uint32_t node = 0; node < std::min(m_tree.nodes.size(), enough); ++node) {
        const Type type = m_tree.nodes[node].type;
        if (m_tree.nodes[node].size < 2 || (type != Type::Dict && type != Type::Array))
            continue;
        const QByteArray unit = between(node, node + 1);
        if (!unit.isEmpty())
            return unit;
    }
    return "\t";
}

Layout Patcher::layoutFor(const Chain& chain, bool lines) const
{
    return {m_lineEnd, lines ? indentUnit(chain) : QByteArray(), lines};
}

}  // namespace plist
