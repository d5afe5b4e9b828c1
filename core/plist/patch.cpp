// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/patch.h"

#include "core/plist/patch_errors.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace plist {

namespace {

bool isScalar(const Value& value)
{
    const Type type = value.elementType();
    return type != Type::Dict && type != Type::Array && type != Type::Bool && type != Type::Uid;
}

}  // namespace

void follow(std::vector<Opened>& opened, const Splice& splice)
{
    const Range& range = splice.range;
    std::erase_if(opened,
                  [&](const Opened& one) { return range.begin <= one.begin && one.begin < range.end; });
    for (Opened& one : opened) {
        if (range.end <= one.begin)
            one.begin += splice.text.size() - range.size();
    }
}

Patcher::Patcher(QByteArray& text,
                 Tree& tree,
                 std::vector<Opened>& opened,
                 const ReadOptions& options,
                 const Encoding& encoding)
    : m_text(text)
    , m_tree(tree)
    , m_opened(opened)
    , m_options(options)
    , m_encoding(encoding)
    , m_lineEnd("\n")
{
    // As in the list itself, whatever the lines in front of it have.
    const qsizetype root = tree.nodes[0].begin;
    const auto first = std::find_if(text.begin() + root, text.end(), isBreak);
    if (first != text.end() && *first == '\r')
        m_lineEnd = first + 1 != text.end() && first[1] == '\n' ? "\r\n" : "\r";
}

base::Result<void> Patcher::apply(const Edit& edit)
{
    m_counted = false;
    std::optional<Value> value = edit.value;
    if (edit.path.depth() > std::size_t{maxDepth})
        return notThere(edit.path);
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

void Patcher::changed(const Path& path)
{
    // What an edit is made of lies at or below what it names first.
    if (!m_counted)
        m_scope = !m_scope || *m_scope == path ? path : Path{};
    m_counted = true;
}

base::Result<void> Patcher::splice(qsizetype begin, qsizetype end, const QByteArray& text)
{
    const Splice splice{{begin, end}, text};
    QByteArray old = m_text.mid(begin, end - begin);
    auto done = applySplice(m_text, m_tree, splice, m_options);
    if (done) {
        follow(m_opened, splice);
        m_undo.push_back({{begin, begin + text.size()}, std::move(old)});
    }
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
    auto done = setAt(path, value);
    // In a file that is hardly one, what was replaced may have been all that made it a property list.
    const Value* now = m_tree.root.at(path);
    if (done && !m_tree.wellFormed && (!now || now->elementType() != value.elementType()))
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("plist", "The file is too damaged for this change")};
    return done;
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
    if (isScalar(value) && node.type == value.elementType() && !node.isEmptyElement())
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
    const QByteArray indent = m_lines.indentAt(node.contentBegin + (firstDigit - old.begin()));
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
    const bool lines = m_lines.startsLine(node.from()) || m_lines.startsLine(node.begin);
    const QByteArray text = element(value, m_lines.indentAt(node.begin), layoutFor(chain, lines));
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
    if (const auto error = unwritable(fresh, static_cast<int>(known.depth()) + 1))
        return *error;
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

}  // namespace plist
