// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/binary.h"

#include "core/plist/document.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <plist/plist.h>

#ifdef Q_OS_UNIX
#include <locale.h>  // NOLINT(modernize-deprecated-headers): newlocale is POSIX
#endif

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

namespace plist {

namespace {

struct FreeNode
{
    void operator()(void* node) const { plist_free(node); }
};
struct FreeText
{
    void operator()(char* text) const { std::free(text); }  // NOLINT: libplist allocates with malloc
};
using NodePtr = std::unique_ptr<void, FreeNode>;
using TextPtr = std::unique_ptr<char, FreeText>;

/// Sets the decimal point for the calling thread: libplist 2.2.0 reads reals with atof().
class PointLocale
{
#ifdef Q_OS_UNIX
public:
    PointLocale() : m_point(newlocale(LC_NUMERIC_MASK, "C", nullptr)), m_before(uselocale(m_point)) {}
    ~PointLocale()
    {
        uselocale(m_before);
        freelocale(m_point);
    }
    PointLocale(const PointLocale&) = delete;
    PointLocale& operator=(const PointLocale&) = delete;

private:
    locale_t m_point;
    locale_t m_before;
#endif
};

base::Error damaged(const QString& what)
{
    return {base::Error::Code::InvalidInput,
            QCoreApplication::translate("plist", "This binary property list is damaged: %1").arg(what)};
}

/// Walks a binary property list as its references go, before anybody else does.
class Checker
{
public:
    explicit Checker(const QByteArray& bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool isExact() const { return m_exact; }

    std::optional<base::Error> check()
    {
        if (!trailer())
            return damaged(QCoreApplication::translate("plist", "its table of values does not fit"));
        return walk();
    }

private:
    [[nodiscard]] std::uint64_t number(std::uint64_t at, unsigned size) const
    {
        std::uint64_t value = 0;
        const auto begin = static_cast<qsizetype>(at);
        for (qsizetype i = begin; i < begin + qsizetype{size}; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[i]);
        return value;
    }

    bool trailer()
    {
        const auto size = static_cast<std::uint64_t>(m_bytes.size());
        if (size < 8 + 1 + 1 + 32)
            return false;
        const std::uint64_t at = size - 32;
        m_offsetSize = static_cast<unsigned>(number(at + 6, 1));
        m_refSize = static_cast<unsigned>(number(at + 7, 1));
        m_count = number(at + 8, 8);
        m_root = number(at + 16, 8);
        m_table = number(at + 24, 8);
        m_end = m_table;
        const auto fits = [](unsigned width) {
            return width >= 1 && width <= 8;
        };
        return fits(m_offsetSize) && fits(m_refSize) && m_count >= 1 && m_root < m_count && m_table >= 9
               && m_table < at && m_count <= (at - m_table) / m_offsetSize;
    }

    struct Open
    {
        std::uint64_t object;
        std::uint64_t refs;   ///< where its references stand
        std::uint64_t count;  ///< how many
        std::uint64_t next;   ///< the one to visit
    };

    std::optional<base::Error> walk()
    {
        std::vector<char> onPath(m_count);
        std::vector<Open> stack;
        std::uint64_t object = m_root;
        while (true) {
            if (onPath[object])
                return damaged(QCoreApplication::translate("plist", "a value contains itself"));
            if (++m_visited > std::uint64_t{maxNodes} * 2)
                return tooMany();
            Open open{object, 0, 0, 0};
            if (auto error = look(open, !stack.empty() && isKey(stack.back())))
                return error;
            if (open.count > 0) {
                if (stack.size() >= std::size_t{maxDepth})
                    return base::Error{
                        base::Error::Code::InvalidInput,
                        QCoreApplication::translate("plist", "Values are nested more than %1 levels deep")
                            .arg(maxDepth)};
                onPath[object] = 1;
                stack.push_back(open);
            }
            while (!stack.empty() && stack.back().next == stack.back().count) {
                onPath[stack.back().object] = 0;
                stack.pop_back();
            }
            if (stack.empty())
                return {};
            Open& top = stack.back();
            object = number(top.refs + top.next++ * m_refSize, m_refSize);
            if (object >= m_count)
                return damaged(QCoreApplication::translate("plist", "a reference leads nowhere"));
        }
    }

    static base::Error tooMany()
    {
        return {base::Error::Code::InvalidInput,
                QCoreApplication::translate("plist", "There are more than %L1 values").arg(maxNodes)};
    }

    /// Whether the reference that was just taken from `open` is a dictionary's key.
    [[nodiscard]] bool isKey(const Open& open) const
    {
        const std::uint64_t at = number(m_table + open.object * m_offsetSize, m_offsetSize);
        return number(at, 1) >> 4 == 0xD && open.next <= open.count / 2;
    }

    /// Checks one object; leaves where its references are in `open`.
    std::optional<base::Error> look(Open& open, bool mustBeText)
    {
        const std::uint64_t at = number(m_table + open.object * m_offsetSize, m_offsetSize);
        if (at < 8 || at >= m_end)
            return damaged(QCoreApplication::translate("plist", "a value lies outside the file"));
        const auto marker = static_cast<unsigned>(number(at, 1));
        const unsigned kind = marker >> 4;
        const unsigned low = marker & 0xFU;
        if (mustBeText && kind != 0x5 && kind != 0x6)
            return damaged(QCoreApplication::translate("plist", "a key is not a text"));
        switch (kind) {
        case 0x0: return low == 8 || low == 9 ? std::optional<base::Error>() : unknown();
        case 0x1: return low <= 4 ? integer(at + 1, 1ULL << low) : unknown();
        case 0x2: return low == 2 || low == 3 ? room(at + 1, 1ULL << low) : unknown();
        case 0x3: return low == 3 ? date(at + 1) : unknown();
        case 0x8: return low <= 7 ? room(at + 1, low + 1ULL) : unknown();
        case 0x4:
        case 0x5:
        case 0x6:
        case 0xA:
        case 0xD: return counted(open, at, kind, low);
        default: return unknown();
        }
    }

    [[nodiscard]] std::optional<base::Error> integer(std::uint64_t at, std::uint64_t size) const
    {
        auto error = room(at, size);
        // libplist 2.2.0 would leave out the upper half.
        if (!error && size == 16 && number(at, 8) != 0)
            return base::Error{
                base::Error::Code::InvalidInput,
                QCoreApplication::translate("plist", "A number in the file has more than 64 bits")};
        return error;
    }

    std::optional<base::Error> date(std::uint64_t at)
    {
        if (auto error = room(at, 8))
            return error;
        const auto seconds = std::bit_cast<double>(number(at, 8));
        // Counted from 2001, in the years 0000 to 9999, which the text of a date has room for.
        constexpr double first = -730'851.0 * 86'400;
        constexpr double behind = 2'921'574.0 * 86'400;
        if (!(seconds >= first && seconds < behind))
            return damaged(QCoreApplication::translate("plist", "a date lies outside the years 0 to 9999"));
        // libplist 2.2.0 writes years of fewer than four digits as no reader takes them.
        constexpr double fourDigits = -365'608.0 * 86'400;
        m_exact = m_exact && seconds == std::floor(seconds) && seconds >= fourDigits;
        return {};
    }

    std::optional<base::Error> counted(Open& open, std::uint64_t at, unsigned kind, std::uint64_t count)
    {
        std::uint64_t body = at + 1;
        if (count == 0xF) {
            const unsigned width = body < m_end ? 1U << (number(body, 1) & 0xFU) : 0;
            if (body >= m_end || number(body, 1) >> 4 != 0x1 || width > 8 || m_end - body - 1 < width)
                return damaged(QCoreApplication::translate("plist", "a length cannot be read"));
            count = number(body + 1, width);
            body += 1 + width;
        }
        if (count > static_cast<std::uint64_t>(m_bytes.size()))
            return damaged(QCoreApplication::translate("plist", "a value lies outside the file"));
        const std::uint64_t unit = kind == 0x6   ? 2
                                   : kind == 0xA ? m_refSize
                                   : kind == 0xD ? 2ULL * m_refSize
                                                 : 1;
        if (auto error = room(body, count * unit))
            return error;
        m_volume += count * unit;
        if (m_volume > std::uint64_t{maxBytes})
            return tooMany();
        if (kind == 0xA || kind == 0xD) {
            open.refs = body;
            open.count = kind == 0xD ? count * 2 : count;
            return {};
        }
        return kind == 0x4 ? std::optional<base::Error>() : text(body, count, static_cast<unsigned>(unit));
    }

    [[nodiscard]] std::optional<base::Error> text(std::uint64_t body,
                                                  std::uint64_t count,
                                                  unsigned unit) const
    {
        for (std::uint64_t i = 0; i < count; ++i) {
            // libplist 2.2.0 aborts on a NUL in a text.
            if (number(body + i * unit, unit) == 0)
                return base::Error{
                    base::Error::Code::InvalidInput,
                    QCoreApplication::translate("plist", "A text in the file holds a NUL character")};
        }
        return {};
    }

    [[nodiscard]] std::optional<base::Error> room(std::uint64_t at, std::uint64_t size) const
    {
        if (at <= m_end && size <= m_end - at)
            return {};
        return damaged(QCoreApplication::translate("plist", "a value lies outside the file"));
    }

    static base::Error unknown()
    {
        return damaged(QCoreApplication::translate("plist", "it holds a value of an unknown type"));
    }

    const QByteArray& m_bytes;
    unsigned m_offsetSize = 0;
    unsigned m_refSize = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_root = 0;
    std::uint64_t m_table = 0;
    std::uint64_t m_end = 0;  ///< of the values
    std::uint64_t m_visited = 0;
    std::uint64_t m_volume = 0;
    bool m_exact = true;  ///< see Rendition
};

std::optional<base::Error> unbinary(const QString& text, const Path& path)
{
    if (!text.contains(QChar(0)) && text.isValidUtf16())
        return {};
    return base::Error{base::Error::Code::InvalidInput,
                       QCoreApplication::translate(
                           "plist", "The text at %1 holds a character that the binary form cannot hold")
                           .arg(path.toString())};
}

/// Why `value` has no binary form: something in it is no value but text, or holds a NUL.
std::optional<base::Error> unbinary(const Value& value, const Path& path)
{
    if (const auto* text = value.as<QString>())
        return unbinary(*text, path);
    const auto* raw = value.as<Raw>();
    const bool isNumber = raw
                          && ((raw->type == Type::Real && realFrom(raw->text.toUtf8()).good)
                              || (raw->type == Type::Integer && integerFrom(raw->text.toUtf8()).good));
    if (raw && !isNumber)
        return base::Error{
            base::Error::Code::InvalidInput,
            QCoreApplication::translate(
                "plist", "%1 holds the text \"%2\" in place of a value, which needs the XML form")
                .arg(path.toString(), raw->text)};
    if (const auto* array = value.as<Array>()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (auto error = unbinary((*array)[i], path / Path::Step(i)))
                return error;
        }
    }
    if (const auto* dict = value.as<Dict>()) {
        for (const auto& [key, item] : *dict) {
            auto error = unbinary(key, path / Path::Step(key));
            if (!error)
                error = unbinary(item, path / Path::Step(key));
            if (error)
                return error;
        }
    }
    return {};
}

bool holdsUid(const Value& value)
{
    if (const auto* array = value.as<Array>())
        return std::any_of(array->begin(), array->end(), holdsUid);
    if (const auto* dict = value.as<Dict>())
        return std::any_of(dict->begin(), dict->end(),
                           [](const Dict::Entry& entry) { return holdsUid(entry.second); });
    return value.type() == Type::Uid;
}

/// Makes the references in `value` ones in `node`, too, where libplist 2.2.0 has read dictionaries from the
/// XML. Returns `node`, or what has to take its place.
plist_t withUids(plist_t node, const Value& value)
{
    if (const auto* uid = value.as<Uid>()) {
        if (!plist_get_parent(node))
            plist_free(node);
        return plist_new_uid(uid->value);
    }
    if (const auto* array = value.as<Array>()) {
        for (std::uint32_t i = 0; i < array->size(); ++i) {
            auto* const item = plist_array_get_item(node, i);
            auto* const right = item ? withUids(item, (*array)[i]) : nullptr;
            if (right != item)
                plist_array_set_item(node, right, i);
        }
    }
    if (const auto* dict = value.as<Dict>()) {
        for (const auto& [key, content] : *dict) {
            const QByteArray name = key.toUtf8();
            auto* const item = plist_dict_get_item(node, name.constData());
            auto* const right = item ? withUids(item, content) : nullptr;
            if (right != item)
                plist_dict_set_item(node, name.constData(), right);
        }
    }
    return node;
}

}  // namespace

bool isBinary(const QByteArray& bytes) { return bytes.startsWith("bplist0"); }

base::Result<Rendition> xmlFromBinary(const QByteArray& bytes)
{
    Checker checker(bytes);
    if (const auto error = checker.check())
        return *error;
    const PointLocale point;
    plist_t node = nullptr;
    plist_from_bin(bytes.constData(), static_cast<std::uint32_t>(bytes.size()), &node);
    const NodePtr owner(node);
    if (!node)
        return damaged(QCoreApplication::translate("plist", "libplist cannot read it"));
    char* xml = nullptr;
    std::uint32_t length = 0;
    plist_to_xml(node, &xml, &length);
    const TextPtr text(xml);
    if (!xml)
        return damaged(QCoreApplication::translate("plist", "libplist cannot write it as XML"));
    return Rendition{QByteArray(xml, static_cast<qsizetype>(length)), checker.isExact()};
}

base::Result<QByteArray> binaryFromXml(const QByteArray& xml, const Value& root)
{
    const PointLocale point;
    plist_t node = nullptr;
    plist_from_xml(xml.constData(), static_cast<std::uint32_t>(xml.size()), &node);
    if (node && holdsUid(root))
        node = withUids(node, root);
    const NodePtr owner(node);
    char* bytes = nullptr;
    std::uint32_t length = 0;
    if (node)
        plist_to_bin(node, &bytes, &length);
    const TextPtr binary(bytes);
    if (!bytes)
        return base::Error{base::Error::Code::Internal,
                           QCoreApplication::translate("plist", "The binary form could not be made")};
    return QByteArray(bytes, static_cast<qsizetype>(length));
}

base::Result<QByteArray> writeBinary(const Value& value)
{
    if (const auto error = unbinary(value, {}))
        return *error;
    return binaryFromXml(writeXml(value), value);
}

}  // namespace plist
