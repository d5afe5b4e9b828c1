// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/patch.h"

#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace plist {

namespace {

base::Error notThere(const Path& path)
{
    return {base::Error::Code::NotFound,
            QCoreApplication::translate("plist", "There is no value at %1").arg(path.toString())};
}

base::Error notContainer(const Path& path, Type type)
{
    const QString text = type == Type::Dict ? QCoreApplication::translate("plist", "%1 is not a dictionary")
                                            : QCoreApplication::translate("plist", "%1 is not an array");
    return {base::Error::Code::InvalidInput,
            text.arg(path.isRoot() ? QCoreApplication::translate("plist", "The root") : path.toString())};
}

base::Error alreadyThere(const Path& path)
{
    return {base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "There is a value at %1 already").arg(path.toString())};
}

/// What is asked for an element of a type that cannot be kept as text.
bool isStrangeRaw(const Value& value)
{
    const Type type = value.elementType();
    return value.type() == Type::Raw && type != Type::Integer && type != Type::Real && type != Type::Date
           && type != Type::Data;
}

bool isScalar(const Value& value)
{
    const Type type = value.elementType();
    return type != Type::Dict && type != Type::Array && type != Type::Bool && type != Type::Uid;
}

QByteArray keyElement(const QString& key, const QByteArray& lineEnd)
{
    return "<key>" + escaped(key, lineEnd) + "</key>";
}

}  // namespace

Patcher::Patcher(QByteArray& text, Tree& tree, const ReadOptions& options, const Encoding& encoding)
    : m_text(text)
    , m_tree(tree)
    , m_options(options)
    , m_encoding(encoding)
    , m_lineEnd("\n")
{
    const qsizetype feed = text.indexOf('\n');
    if (feed > 0 && text[feed - 1] == '\r')
        m_lineEnd = "\r\n";
    else if (feed < 0 && text.contains('\r'))
        m_lineEnd = "\r";
}

base::Result<void> Patcher::apply(const Edit& edit)
{
    std::optional<Value> value = edit.value;
    if (value) {
        if (!m_options.rendition)
            value = inXmlTerms(*value);
        if (const auto error = unwritable(*value, static_cast<int>(edit.path.depth())))
            return *error;
    }
    switch (edit.kind) {
    case Edit::Kind::Set: return set(edit.path, value.value_or(Value()));
    case Edit::Kind::Insert: return insert(edit.path, value.value_or(Value()), edit.position);
    case Edit::Kind::Remove: return remove(edit.path);
    case Edit::Kind::RenameKey: return rename(edit.path, edit.key);
    case Edit::Kind::Move: return move(edit.path, edit.position);
    case Edit::Kind::Text: return replaceText(edit.range, edit.text);
    }
    Q_UNREACHABLE();
}

std::vector<Splice> Patcher::undo() const { return {m_undo.rbegin(), m_undo.rend()}; }

void Patcher::changed(const Path& path) { m_scope = !m_scope || *m_scope == path ? path : Path{}; }

base::Result<void> Patcher::splice(qsizetype begin, qsizetype end, const QByteArray& text)
{
    const Splice splice{{begin, end}, text};
    QByteArray old = m_text.mid(begin, end - begin);
    auto done = applySplice(m_text, m_tree, splice, m_options);
    if (done)
        m_undo.push_back({{begin, begin + text.size()}, std::move(old)});
    return done;
}

base::Result<void> Patcher::set(const Path& path, const Value& value)
{
    const Value* old = m_tree.root.at(path);
    if (!old)
        return append(path, value);
    if (*old == value)
        return {};
    changed(path);
    return setAt(path, value);
}

base::Result<void> Patcher::setAt(const Path& path, const Value& value)
{
    // A copy, because the tree changes on the way.
    const Value old = *m_tree.root.at(path);
    if (old == value)
        return {};
    const Dict* oldDict = old.as<Dict>();
    const Dict* dict = value.as<Dict>();
    if (oldDict && dict)
        return setDict(path, *oldDict, *dict);
    const Array* oldArray = old.as<Array>();
    const Array* array = value.as<Array>();
    if (oldArray && array)
        return setArray(path, *oldArray, *array);
    const Chain chain = m_tree.chain(path);
    const Node& node = m_tree.nodes[chain.back()];
    if (isScalar(value) && !isStrangeRaw(value) && node.type == value.elementType() && !node.isEmptyElement())
        return setScalar(chain, value);
    return replaceElement(chain, value);
}

base::Result<void> Patcher::setDict(const Path& path, const Dict& old, const Dict& fresh)
{
    for (const auto& [key, value] : old) {
        static_cast<void>(value);
        if (fresh.contains(key))
            continue;
        if (auto done = remove(path / Path::Step(key)); !done)
            return done;
    }
    for (const auto& [key, value] : fresh) {
        const Path entry = path / Path::Step(key);
        auto done = old.contains(key) ? setAt(entry, value) : append(entry, value);
        if (!done)
            return done;
    }
    return {};
}

base::Result<void> Patcher::setArray(const Path& path, const Array& old, const Array& fresh)
{
    const std::size_t shorter = std::min(old.size(), fresh.size());
    std::size_t front = 0;
    while (front < shorter && old[front] == fresh[front])
        ++front;
    std::size_t back = 0;
    while (back < shorter - front && old[old.size() - 1 - back] == fresh[fresh.size() - 1 - back])
        ++back;
    const std::size_t common = shorter - back;
    for (std::size_t i = front; i < common; ++i) {
        if (auto done = setAt(path / Path::Step(i), fresh[i]); !done)
            return done;
    }
    for (std::size_t i = old.size() - back; i > common; --i) {
        if (auto done = remove(path / Path::Step(i - 1)); !done)
            return done;
    }
    for (std::size_t i = common; i < fresh.size() - back; ++i) {
        if (auto done = insertChild(path, i, nullptr, fresh[i]); !done)
            return done;
    }
    return {};
}

base::Result<void> Patcher::setScalar(const Chain& chain, const Value& value)
{
    const Node node = m_tree.nodes[chain.back()];
    const QByteArray old = m_text.mid(node.contentBegin, node.contentEnd - node.contentBegin);
    const auto* data = value.as<QByteArray>();
    if (!data || !std::any_of(old.begin(), old.end(), isBreak))
        return splice(node.contentBegin, node.contentEnd,
                      m_encoding.referenced(scalarText(value, m_lineEnd)));

    // Data in lines stays in lines, indented as before.
    const auto firstDigit = std::find_if_not(old.begin(), old.end(), isBlank);
    const QByteArray indent = indentAt(node.contentBegin + (firstDigit - old.begin()));
    qsizetype tail = old.size();
    while (tail > 0 && isBlank(old[tail - 1]) && !isBreak(old[tail - 1]))
        --tail;
    const bool closesOnOwnLine = tail > 0 && isBreak(old[tail - 1]);
    const bool startsOnOwnLine = std::any_of(old.begin(), firstDigit, isBreak);
    QByteArray lines = dataLines(*data, indent, m_lineEnd);
    if (!startsOnOwnLine)
        lines = data->isEmpty() ? QByteArray() : lines.mid(m_lineEnd.size() + indent.size());
    if (closesOnOwnLine)
        lines += m_lineEnd + old.mid(tail);
    return splice(node.contentBegin, node.contentEnd, lines);
}

base::Result<void> Patcher::replaceElement(const Chain& chain, const Value& value)
{
    const Node node = m_tree.nodes[chain.back()];
    const bool lines = startsLine(node.from()) || startsLine(node.begin);
    const QByteArray text = element(value, indentAt(node.begin), layoutFor(chain, lines));
    return splice(node.begin, node.end, text);
}

/// Puts `value` where there is none yet, with the containers on the way.
base::Result<void> Patcher::append(const Path& path, const Value& value)
{
    Path known;
    for (const Path::Step& step : path) {
        if (!m_tree.root.at(known / step))
            break;
        known = std::move(known) / step;
    }
    Path rest = path;
    for (std::size_t i = 0; i < known.depth(); ++i)
        rest = rest.withoutFirst();
    const Path::Step step = rest.first();
    rest = rest.withoutFirst();
    for (const Path::Step& inner : rest) {
        if (const auto* index = std::get_if<std::size_t>(&inner); index && *index != 0)
            return notThere(path);
    }
    const Value fresh = Value().with(rest, value);
    const Value& parent = *m_tree.root.at(known);
    const auto* key = std::get_if<QString>(&step);
    if (!m_scope || *m_scope != path)
        changed(known / step);
    if (key) {
        const Dict* dict = parent.as<Dict>();
        return dict ? insertChild(known, dict->size(), key, fresh)
                    : base::Result<void>(notContainer(known, Type::Dict));
    }
    const Array* array = parent.as<Array>();
    if (!array)
        return notContainer(known, Type::Array);
    if (std::get<std::size_t>(step) != array->size())
        return notThere(path);
    return insertChild(known, array->size(), nullptr, fresh);
}

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
        text += m_encoding.referenced(keyElement(*key, m_lineEnd)) + place.gap;
    text += element(value, place.indent, layout) + place.close;
    return splice(place.begin, place.end, text);
}

Patcher::Place Patcher::placeFor(const Chain& parent, std::size_t position) const
{
    const Node& outer = m_tree.nodes[parent.back()];
    const std::vector<std::uint32_t> children = m_tree.children(parent.back());
    if (children.empty())
        return emptyPlace(parent);

    // The child goes behind the effective child in front of `position`, or behind all.
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
    place.ownLines = startsLine(model.from()) && (!after || breaksBetween(from, after->from()));
    place.indent = indentAt(model.from());
    place.begin = place.end = place.ownLines ? behindComments(from) : from;
    place.open = place.ownLines ? m_lineEnd + place.indent : QByteArray();
    place.gap = place.open;
    if (model.keyBegin >= 0) {
        const QByteArray gap = m_text.mid(model.keyEnd, model.begin - model.keyEnd);
        if (std::all_of(gap.begin(), gap.end(), isBlank) && (!breaksBetween(model.keyEnd, model.begin)))
            place.gap = gap;
    }
    return place;
}

Patcher::Place Patcher::emptyPlace(const Chain& parent) const
{
    const Node& outer = m_tree.nodes[parent.back()];
    const QByteArray indent = indentAt(outer.begin);
    Place place;
    place.ownLines = startsLine(outer.begin) || startsLine(outer.from());
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
    place.begin = place.end = place.ownLines ? behindComments(outer.contentBegin) : outer.contentBegin;
    if (place.ownLines && !breaksBetween(place.begin, outer.contentEnd))
        place.close = m_lineEnd + indent;
    return place;
}

QByteArray Patcher::element(const Value& value, const QByteArray& indent, const Layout& layout) const
{
    QByteArray text;
    writeElement(value, indent, layout, text);
    return m_encoding.referenced(text);
}

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
    const Range range = rangeToRemove(parent, node);
    return splice(range.begin, range.end, {});
}

Range Patcher::rangeToRemove(std::uint32_t parent, std::uint32_t node) const
{
    const Node& child = m_tree.nodes[node];
    const Node& outer = m_tree.nodes[parent];
    const Range own{child.from(), child.end};
    if (standsAlone(own))
        return {lineBegin(own.begin), behindBreak(lineEnd(own.end))};
    // The last child in front of a closing tag on its line: take the break in front of it instead.
    const auto blank = [&](qsizetype begin, qsizetype end) {
        return std::all_of(m_text.begin() + begin, m_text.begin() + end, isBlank);
    };
    const qsizetype begin = lineBegin(own.begin);
    if (startsLine(own.begin) && begin > outer.contentBegin && own.end == outer.contentEnd
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
    // Every entry of a repeated key, so that the last one goes on being the one that counts.
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
        const qsizetype open = m_text.indexOf('>', it->begin);
        const bool empty = m_text[open - 1] == '/';
        const qsizetype close = m_text.lastIndexOf('<', it->end - 1);
        auto done =
            empty ? splice(it->begin, it->end, "<key>" + fresh + "</key>") : splice(open + 1, close, fresh);
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
    const qsizetype commented = behindComments(item.end);
    const bool lines = standsAlone({item.begin, commented});
    if (lines)
        range = {lineBegin(item.begin), behindBreak(lineEnd(commented))};
    const QByteArray text = m_text.mid(range.begin, range.size());
    if (auto done = splice(range.begin, range.end, {}); !done)
        return done;

    const std::vector<std::uint32_t> rest = m_tree.children(parent);
    const Node& outer = m_tree.nodes[parent];
    qsizetype at = position == 0 ? outer.contentBegin : m_tree.nodes[rest[position - 1]].end;
    if (lines) {
        const qsizetype end = behindComments(at);
        const bool clean = end < m_text.size() && isBreak(m_text[end]);
        if (clean)
            return splice(behindBreak(end), behindBreak(end), text);
        QByteArray bare = text.trimmed();
        return splice(
            at, at, m_lineEnd + indentAt(m_tree.nodes[rest[position == 0 ? 0 : position - 1]].begin) + bare);
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

qsizetype Patcher::lineBegin(qsizetype offset) const
{
    while (offset > 0 && !isBreak(m_text[offset - 1]))
        --offset;
    return offset;
}

qsizetype Patcher::lineEnd(qsizetype offset) const
{
    while (offset < m_text.size() && !isBreak(m_text[offset]))
        ++offset;
    return offset;
}

qsizetype Patcher::behindBreak(qsizetype offset) const
{
    if (offset + 1 < m_text.size() && m_text[offset] == '\r' && m_text[offset + 1] == '\n')
        return offset + 2;
    return std::min(offset + 1, m_text.size());
}

bool Patcher::startsLine(qsizetype offset) const
{
    while (offset > 0 && (m_text[offset - 1] == ' ' || m_text[offset - 1] == '\t'))
        --offset;
    return offset > 0 && isBreak(m_text[offset - 1]);
}

bool Patcher::breaksBetween(qsizetype begin, qsizetype end) const
{
    return std::any_of(m_text.begin() + begin, m_text.begin() + end, isBreak);
}

bool Patcher::standsAlone(Range range) const
{
    const qsizetype end = lineEnd(range.end);
    return startsLine(range.begin) && end < m_text.size()
           && std::all_of(m_text.begin() + range.end, m_text.begin() + end, isBlank);
}

/// Behind the blanks and comments that follow `offset` on its line; `offset` itself if more follows there.
qsizetype Patcher::behindComments(qsizetype offset) const
{
    qsizetype at = offset;
    while (at < m_text.size()) {
        if (isBreak(m_text[at]))
            return at;
        if (isBlank(m_text[at])) {
            ++at;
            continue;
        }
        if (!QByteArrayView(m_text).sliced(at).startsWith("<!--"))
            return offset;
        const qsizetype close = m_text.indexOf("-->", at + 4);
        if (close < 0 || breaksBetween(at, close))
            return offset;
        at = close + 3;
    }
    return offset;
}

QByteArray Patcher::indentAt(qsizetype offset) const
{
    const qsizetype begin = lineBegin(offset);
    qsizetype end = begin;
    while (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == '\t'))
        ++end;
    return m_text.mid(begin, end - begin);
}

QByteArray Patcher::indentUnit(const Chain& chain) const
{
    const auto between = [&](std::uint32_t outer, std::uint32_t inner) -> QByteArray {
        if (!startsLine(m_tree.nodes[inner].from()))
            return {};
        const QByteArray a = indentAt(m_tree.nodes[outer].begin);
        const QByteArray b = indentAt(m_tree.nodes[inner].from());
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
