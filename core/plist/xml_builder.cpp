// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_builder.h"

#include "core/plist/clipped.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace plist {

namespace {

using namespace std::string_view_literals;

QString tag(std::string_view name)
{
    return u'<' + clipped(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))) + u'>';
}

QString closingTag(std::string_view name) { return QStringLiteral("</") + tag(name).sliced(1); }

std::int32_t offset32(qsizetype offset) { return static_cast<std::int32_t>(offset); }

/// Whether the text is what it says, without references, markup or line ends to normalise.
bool isPlain(const char* from, std::size_t length)
{
    constexpr std::size_t shortText = 48;
    if (length <= shortText)
        return std::none_of(from, from + length, [](char c) { return c == '&' || c == '<' || c == '\r'; });
    return !std::memchr(from, '&', length) && !std::memchr(from, '<', length)
           && !std::memchr(from, '\r', length);
}

/// `{CF$UID: n}`, which is how libplist spells a keyed archiver's reference in
/// XML.
std::optional<Uid> uidFrom(const std::vector<Dict::Entry>& entries)
{
    if (entries.size() != 1 || entries.front().first != u"CF$UID")
        return {};
    const auto* number = entries.front().second.as<std::int64_t>();
    return number && *number >= 0 ? std::optional(Uid{static_cast<std::uint64_t>(*number)}) : std::nullopt;
}

}  // namespace

XmlBuilder::XmlBuilder(const QByteArray& text, qsizetype begin, const ReadOptions& options)
    : m_text(text)
    , m_bytes(text.constData())
    , m_options(options)
    , m_gap(begin)
{
    m_items.reserve(64);
    m_frames.reserve(16);
    m_containers.reserve(16);
    if (!options.context) {
        // A guess that holds for most profiles, so that reading allocates little.
        constexpr qsizetype bytesPerNode = 50;
        const qsizetype guess = (text.size() - begin) / bytesPerNode + 1;
        m_tree.nodes.reserve(static_cast<std::size_t>(std::min<qsizetype>(guess, maxNodes)));
        return;
    }
    Frame frame{*options.context == Type::Dict ? Element::Dict : Element::Array, *options.context};
    frame.tagBegin = offset32(begin);
    m_containers.push_back(0);
    m_frames.push_back(frame);
}

XmlBuilder::Element XmlBuilder::classify(std::string_view name, Type& type)
{
    const auto is = [&](std::string_view text, Type elementType, Element element) {
        if (name != text)
            return Element::Unknown;
        type = elementType;
        return element;
    };
    switch (name.empty() ? '\0' : name[0]) {
    case 'a': return is("array"sv, Type::Array, Element::Array);
    case 'd':
        if (name == "dict"sv)
            return is(name, Type::Dict, Element::Dict);
        return name == "data"sv ? is(name, Type::Data, Element::Scalar)
                                : is("date"sv, Type::Date, Element::Scalar);
    case 'f': return is("false"sv, Type::Bool, Element::False);
    case 'i': return is("integer"sv, Type::Integer, Element::Scalar);
    case 'k': return is("key"sv, Type::String, Element::Key);
    case 'p': return is("plist"sv, Type::Dict, Element::Plist);
    case 'r': return is("real"sv, Type::Real, Element::Scalar);
    case 's': return is("string"sv, Type::String, Element::Scalar);
    case 't': return is("true"sv, Type::Bool, Element::True);
    default: return Element::Unknown;
    }
}

bool XmlBuilder::open(std::string_view name, qsizetype begin, qsizetype end)
{
    Frame frame{};
    frame.element = classify(name, frame.type);
    frame.tagBegin = offset32(begin);
    frame.textBegin = offset32(end);
    frame.nameLength = offset32(std::ssize(name));
    if (m_frames.size() > std::size_t{maxDepth} * 4 && m_options.limited)
        return fail(begin, QCoreApplication::translate("plist", "Elements are nested too deeply"));

    Frame* outer = m_frames.empty() ? nullptr : &m_frames.back();
    const bool inText = outer
                        && (outer->element == Element::Scalar || outer->element == Element::Key
                            || outer->element == Element::True || outer->element == Element::False
                            || outer->element == Element::Ignored);
    if (inText) {
        if (outer->element != Element::Ignored)
            malformed({begin, end}, QCoreApplication::translate(
                                        "plist", "%1 stands in the text of %2, which holds text only")
                                        .arg(tag(name), tag(nameOf(*outer))));
        frame.element = Element::Ignored;
        m_frames.push_back(frame);
        return true;
    }
    readGap(begin);
    m_gap = end;
    if (frame.element == Element::Plist || frame.element == Element::Unknown) {
        if (frame.element == Element::Unknown || !m_frames.empty()) {
            const QString text = QCoreApplication::translate("plist", "%1 means nothing here").arg(tag(name));
            malformed({begin, end}, text);
            if (outer && outer->element == Element::Dict)
                slipped(*outer, begin, text);
        }
        if (m_frames.empty())
            m_tree.element.begin = begin;
        m_frames.push_back(frame);
        return true;
    }
    return openValue(frame, end);
}

bool XmlBuilder::openValue(Frame frame, qsizetype tagEnd)
{
    Frame* outer = container();
    if (!outer && m_hasRoot) {
        m_hasSurplus = true;
        malformed(
            {frame.tagBegin, tagEnd},
            QCoreApplication::translate("plist", "A property list has one value; this one is not read"));
        frame.element = Element::Ignored;
        m_frames.push_back(frame);
        return true;
    }
    if (outer && outer->element == Element::Dict) {
        if (frame.element == Element::Key && acceptKey(*outer)) {
            m_frames.push_back(frame);
            return true;
        }
        if (outer->keyBegin < 0)
            return failWithoutKey(*outer, frame);
        if (frame.element == Element::Key)
            slipped(*outer, frame.tagBegin,
                    QCoreApplication::translate("plist", "The key \"%1\" in front has no value")
                        .arg(clipped(m_keys.key(outer->key))));
    }
    if (frame.element == Element::Key) {
        malformed({frame.tagBegin, tagEnd},
                  QCoreApplication::translate("plist",
                                              "<key> stands where a value belongs; it is read as <string>"));
        frame.element = Element::Scalar;
    }
    if (!outer && m_frames.empty()) {
        m_tree.element.begin = frame.tagBegin;
        malformed({frame.tagBegin, tagEnd},
                  QCoreApplication::translate("plist", "The element <plist> around the value is missing"));
    }
    if (m_tree.nodes.size() + m_options.nodesBefore >= std::size_t{maxNodes} && m_options.limited)
        return fail(frame.tagBegin,
                    QCoreApplication::translate("plist", "There are more than %L1 values").arg(maxNodes));
    const bool holds = frame.element == Element::Array || frame.element == Element::Dict;
    if (holds && m_options.limited
        && m_containers.size() + static_cast<std::size_t>(m_options.depthBefore) >= std::size_t{maxDepth})
        return fail(
            frame.tagBegin,
            QCoreApplication::translate("plist", "Values are nested more than %1 levels deep").arg(maxDepth));
    Node node;
    node.keyBegin = outer ? outer->keyBegin : -1;
    node.keyEnd = outer ? outer->keyEnd : -1;
    node.begin = frame.tagBegin;
    node.contentBegin = offset32(tagEnd);
    node.type = frame.type;
    frame.node = static_cast<std::uint32_t>(m_tree.nodes.size());
    frame.firstItem = static_cast<std::uint32_t>(m_items.size());
    m_tree.nodes.push_back(node);
    if (holds)
        m_containers.push_back(m_frames.size());
    m_frames.push_back(frame);
    return true;
}

/// Whether a `<key>` is one; behind a key that has no value yet it is read as
/// that value, as libplist does.
bool XmlBuilder::acceptKey(Frame& outer)
{
    if (outer.keyBegin < 0) {
        outer.slip = -1;
        return true;
    }
    if (!m_keys.key(outer.key).isEmpty())
        return false;
    dropPendingKey(outer);
    return true;
}

void XmlBuilder::dropPendingKey(Frame& outer)
{
    malformed({outer.keyBegin, outer.keyEnd},
              QCoreApplication::translate("plist", "The key \"%1\" has no value").arg(m_keys.key(outer.key)));
    outer.keyBegin = -1;
}

bool XmlBuilder::close(std::string_view name, qsizetype begin, qsizetype end)
{
    const std::size_t bottom = m_options.context ? 1 : 0;
    if (m_frames.size() <= bottom)
        return fail(begin, QCoreApplication::translate("plist", "%1 closes an element that was never opened")
                               .arg(closingTag(name)));
    if (m_frames.back().element == Element::Dict && m_frames.back().keyBegin >= 0)
        dropPendingKey(m_frames.back());
    const Frame frame = m_frames.back();
    if (nameOf(frame) != name)
        return fail(begin,
                    QCoreApplication::translate("plist", "%1 was opened in line %2 and is closed by %3")
                        .arg(tag(nameOf(frame)))
                        .arg(positionIn(m_text, frame.tagBegin).line)
                        .arg(closingTag(name)));
    const bool isText = frame.element == Element::Scalar || frame.element == Element::Key
                        || frame.element == Element::True || frame.element == Element::False;
    if (!isText && frame.element != Element::Ignored)
        readGap(begin);
    if (isText && !readText(frame, begin))
        return false;
    m_frames.pop_back();
    m_gap = end;
    if (frame.element == Element::Key) {
        closeKey(frame, end);
        return true;
    }
    if (isText || frame.element == Element::Array || frame.element == Element::Dict) {
        Node& node = m_tree.nodes[frame.node];
        node.contentEnd = offset32(begin);
        node.end = offset32(end);
        node.size = static_cast<std::uint32_t>(m_tree.nodes.size()) - frame.node;
        if (isText)
            closeScalar(frame, begin);
        else
            closeContainer(frame);
    }
    if (m_frames.empty()) {
        if (!m_hasRoot)
            return fail(
                frame.tagBegin,
                frame.element == Element::Plist
                    ? QCoreApplication::translate("plist", "The property list is empty")
                    : QCoreApplication::translate("plist", "%1 is not a property list").arg(tag(name)));
        m_tree.element.end = end;
        m_complete = true;
    }
    return true;
}

/// Leaves the text of `frame`, which ends at `end`, in m_content.
bool XmlBuilder::readText(const Frame& frame, qsizetype end)
{
    const char* from = m_bytes + frame.textBegin;
    const char* to = m_bytes + end;
    const auto length = static_cast<std::size_t>(std::max<qsizetype>(to - from, 0));
    if (isPlain(from, length)) {
        m_content = QByteArrayView(from, static_cast<qsizetype>(length));
        return true;
    }
    m_decoded.resize(0);
    if (const auto problem =
            decodeText(from, to, m_decoded, m_options.rendition ? LineEnds::Kept : LineEnds::Normalised))
        return fail(problem->at - m_bytes, problem->message);
    m_content = m_decoded;
    return true;
}

void XmlBuilder::closeKey(const Frame& frame, qsizetype end)
{
    Frame& outer = *container();
    using Lifetime = KeyTable::Lifetime;
    outer.key = m_keys.add(m_content,
                           m_content.data() == m_decoded.constData() ? Lifetime::Passing : Lifetime::Lasting);
    outer.keyBegin = frame.tagBegin;
    outer.keyEnd = offset32(end);
}

void XmlBuilder::closeScalar(const Frame& frame, qsizetype end)
{
    if (frame.element == Element::True || frame.element == Element::False) {
        if (!std::all_of(m_content.begin(), m_content.end(), isBlank))
            m_tree.notes.push_back(
                {Note::Kind::StrayText, valuePath(), {frame.textBegin, end}, QString::fromUtf8(m_content)});
        add(Value(frame.element == Element::True), frame.node);
        return;
    }
    Scalar scalar;
    switch (frame.type) {
    case Type::Integer: scalar = integerFrom(m_content); break;
    case Type::Real: scalar = realFrom(m_content); break;
    case Type::Date: scalar = dateFrom(m_content); break;
    case Type::Data: scalar = dataFrom(m_content); break;
    default: add(Value(QString::fromUtf8(m_content)), frame.node); return;
    }
    if (!scalar.good)
        m_tree.notes.push_back(
            {Note::Kind::BadValue, valuePath(), {frame.tagBegin, m_gap}, QString::fromUtf8(m_content)});
    add(std::move(scalar.value), frame.node);
}

void XmlBuilder::closeContainer(const Frame& frame)
{
    m_containers.pop_back();
    if (frame.element == Element::Dict) {
        Value value = dictFrom(frame);
        m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(frame.firstItem), m_items.end());
        add(std::move(value), frame.node);
        return;
    }
    const auto first = m_items.begin() + static_cast<std::ptrdiff_t>(frame.firstItem);
    Array items;
    items.reserve(m_items.size() - frame.firstItem);
    for (auto it = first; it != m_items.end(); ++it)
        items.push_back(std::move(it->value));
    m_items.erase(first, m_items.end());
    add(Value(std::move(items)), frame.node);
}

Value XmlBuilder::dictFrom(const Frame& frame)
{
    shadowRepeatedKeys(frame);
    std::vector<Dict::Entry> entries;
    entries.reserve(m_items.size() - frame.firstItem);
    for (std::size_t i = frame.firstItem; i < m_items.size(); ++i) {
        Item& item = m_items[i];
        if (!m_tree.nodes[item.node].shadowed)
            entries.emplace_back(m_keys.key(item.key), std::move(item.value));
    }
    if (m_options.rendition) {
        if (const auto uid = uidFrom(entries))
            return *uid;
    }
    return Dict::fromEntries(std::move(entries));
}

void XmlBuilder::shadowRepeatedKeys(const Frame& frame)
{
    ++m_dicts;
    if (m_stamps.size() < m_keys.size())
        m_stamps.resize(m_keys.size() * 2);
    for (std::size_t i = frame.firstItem; i < m_items.size(); ++i) {
        Stamp& stamp = m_stamps[m_items[i].key];
        if (stamp.dict == m_dicts) {
            Node& earlier = m_tree.nodes[m_items[stamp.item].node];
            earlier.shadowed = true;
            const QString& key = m_keys.key(m_items[i].key);
            m_tree.notes.push_back({Note::Kind::DuplicateKey,
                                    valuePath() / Path::Step(key),
                                    {earlier.keyBegin, earlier.keyEnd},
                                    key});
        }
        stamp = {m_dicts, i};
    }
}

void XmlBuilder::add(Value value, std::uint32_t node)
{
    Frame* outer = container();
    if (!outer) {
        m_tree.root = std::move(value);
        m_hasRoot = true;
        return;
    }
    m_items.push_back({std::move(value), outer->key, node});
    outer->keyBegin = -1;
    ++outer->itemCount;
}

std::string_view XmlBuilder::nameOf(const Frame& frame) const
{
    return {m_bytes + frame.tagBegin + 1, static_cast<std::size_t>(frame.nameLength)};
}

XmlBuilder::Frame* XmlBuilder::container()
{
    return m_containers.empty() ? nullptr : &m_frames[m_containers.back()];
}

bool XmlBuilder::finish(qsizetype end)
{
    const std::size_t bottom = m_options.context ? 1 : 0;
    if (m_frames.size() == bottom && m_options.context) {
        readGap(end);
        if (m_frames.back().keyBegin >= 0)
            dropPendingKey(m_frames.back());
        return true;
    }
    if (m_complete)
        return true;
    if (m_hasRoot && m_containers.empty() && m_frames.back().element != Element::Ignored) {
        malformed({end, end}, QCoreApplication::translate("plist", "The closing %1 is missing")
                                  .arg(closingTag(nameOf(m_frames.back()))));
        m_tree.element.end = end;
        m_complete = true;
        return true;
    }
    if (m_frames.empty())
        return fail(end, QCoreApplication::translate("plist", "There is no property list in this file"));
    const Frame& open = m_frames.back();
    return fail(end, QCoreApplication::translate("plist", "The file ends while %1 from line %2 is open")
                         .arg(tag(nameOf(open)))
                         .arg(positionIn(m_text, open.tagBegin).line));
}

bool XmlBuilder::forgiveSurplus()
{
    if (!m_hasSurplus)
        return false;
    m_error.reset();
    m_tree.element.end = m_tree.nodes[0].end;
    m_complete = true;
    return true;
}

Tree XmlBuilder::takeTree() { return std::move(m_tree); }

std::vector<Dict::Entry> XmlBuilder::takeEntries()
{
    std::vector<Dict::Entry> entries;
    entries.reserve(m_items.size());
    for (Item& item : m_items)
        entries.emplace_back(m_options.context == Type::Dict ? m_keys.key(item.key) : QString(),
                             std::move(item.value));
    return entries;
}

}  // namespace plist
