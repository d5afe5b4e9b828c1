// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_reader.h"

#include "core/plist/encoding.h"
#include "core/plist/xml_scanner.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>
#include <QHashFunctions>

#include <algorithm>
#include <expat.h>
#include <memory>

namespace plist {

namespace {

/// Feeds a builder from expat, which holds the text to XML's rules.
class ExpatFeed
{
public:
    ExpatFeed(XmlBuilder& builder, const QByteArray& text, Range range)
        : m_builder(builder)
        , m_text(text)
        , m_range(range)
        , m_parser(XML_ParserCreate("UTF-8"), XML_ParserFree)
    {
        // Of our own, because expat would ask the system for one with every parser.
        XML_SetHashSalt(m_parser.get(), static_cast<unsigned long>(QHashSeed::globalSeed()) | 1U);
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), opened, closed);
        XML_SetEntityDeclHandler(m_parser.get(), declared);
    }

    /// Reads the range as a document; whether it ended as one.
    bool document()
    {
        m_base = m_range.begin;
        parse(m_text.constData() + m_range.begin, m_range.size(), XML_TRUE);
        return m_builder.isComplete() && !m_builder.error();
    }

    /// Reads the range as what stands in an element `name`; whether it is well-formed there.
    bool inside(const QByteArray& name)
    {
        const QByteArray open = '<' + name + '>';
        const QByteArray close = "</" + name + '>';
        m_base = m_range.begin - open.size();
        return parse(open.constData(), open.size(), XML_FALSE)
               && parse(m_text.constData() + m_range.begin, m_range.size(), XML_FALSE)
               && parse(close.constData(), close.size(), XML_TRUE);
    }

    [[nodiscard]] XML_Error error() const { return XML_GetErrorCode(m_parser.get()); }
    [[nodiscard]] qsizetype errorOffset() const { return m_base + XML_GetCurrentByteIndex(m_parser.get()); }

private:
    bool parse(const char* bytes, qsizetype size, int isFinal)
    {
        return XML_Parse(m_parser.get(), bytes, static_cast<int>(size), isFinal) == XML_STATUS_OK;
    }

    [[nodiscard]] Range current() const
    {
        const qsizetype begin = m_base + XML_GetCurrentByteIndex(m_parser.get());
        return {begin, begin + XML_GetCurrentByteCount(m_parser.get())};
    }

    void stopUnless(bool goesOn)
    {
        if (!goesOn || m_builder.isComplete())
            XML_StopParser(m_parser.get(), XML_FALSE);
    }

    static void XMLCALL opened(void* self, const XML_Char* name, const XML_Char** attributes)
    {
        static_cast<void>(attributes);
        auto& feed = *static_cast<ExpatFeed*>(self);
        const Range tag = feed.current();
        if (tag.begin >= feed.m_range.begin)
            feed.stopUnless(feed.m_builder.open(name, tag.begin, tag.end));
    }

    static void XMLCALL closed(void* self, const XML_Char* name)
    {
        auto& feed = *static_cast<ExpatFeed*>(self);
        const Range tag = feed.current();
        if (tag.begin < feed.m_range.end || (tag.begin == feed.m_range.end && tag.size() == 0))
            feed.stopUnless(feed.m_builder.close(name, tag.begin, tag.end));
    }

    static void XMLCALL declared(void* self,
                                 const XML_Char*,
                                 int,
                                 const XML_Char*,
                                 int,
                                 const XML_Char*,
                                 const XML_Char*,
                                 const XML_Char*,
                                 const XML_Char*)
    {
        auto& feed = *static_cast<ExpatFeed*>(self);
        feed.stopUnless(failAtEntity(feed.m_builder, feed.current().begin));
    }

    XmlBuilder& m_builder;
    const QByteArray& m_text;
    Range m_range;
    qsizetype m_base = 0;
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> m_parser;
};

/// What expat objected to, in words that say what to look for.
QString reason(XML_Error error)
{
    switch (error) {
    case XML_ERROR_INVALID_TOKEN:
        return QCoreApplication::translate("plist", "A character or tag stands here that XML does not allow");
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
        return QCoreApplication::translate("plist", "A tag has the same attribute twice");
    case XML_ERROR_BAD_CHAR_REF:
        return QCoreApplication::translate("plist", "The number of a character is not one XML allows");
    case XML_ERROR_MISPLACED_XML_PI:
        return QCoreApplication::translate("plist", "<?xml stands inside the document");
    default:
        return QCoreApplication::translate("plist", "This is not well-formed XML (%1)")
            .arg(QString::fromLatin1(XML_ErrorString(error)));
    }
}

/// Notes what follows the property list, unless it is blanks, comments or processing instructions.
void noteTail(const QByteArray& text, Tree& tree)
{
    const char* at = text.constData() + tree.element.end;
    const char* const end = text.constData() + text.size();
    while (at < end) {
        if (isBlank(*at)) {
            ++at;
            continue;
        }
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        const std::string_view close = rest.starts_with("<!--")                               ? "-->"
                                       : rest.starts_with("<?") && !rest.starts_with("<?xml") ? "?>"
                                                                                              : "";
        const std::size_t found = close.empty() ? std::string_view::npos : rest.find(close, 2);
        if (found == std::string_view::npos) {
            const qsizetype begin = at - text.constData();
            tree.notes.push_back({Note::Kind::BytesAfterEnd,
                                  {},
                                  {begin, text.size()},
                                  QString::fromUtf8(text.mid(begin, 80)).trimmed()});
            return;
        }
        at += found + close.size();
    }
}

/// Where `text`, whose encoding is a guess, begins not to fit the one it declares.
qsizetype unfit(const QByteArray& text, const ReadOptions& options)
{
    const auto bytes = Encoding(Encoding::Kind::Windows1252).encode(text);
    const bool wasUtf8 = qstrcmp(options.guessed, "UTF-8") == 0;
    if (wasUtf8 || !bytes) {
        const auto* first = std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
        const bool isAscii =
            Encoding::named(options.declared).value_or(Encoding()).kind() == Encoding::Kind::Ascii;
        return isAscii && first != text.end() ? first - text.begin() : 0;
    }
    // A character of UTF-8 is at most four bytes long, and a piece that is not valid does not become so.
    constexpr qsizetype longest = 4;
    qsizetype good = 0;
    while (good < bytes->size()) {
        qsizetype size = 1;
        const auto isWhole = [&] {
            const qsizetype length = std::min(size, bytes->size() - good);
            return length == 1 ? ((*bytes)[good] & 0x80) == 0 : bytes->mid(good, length).isValidUtf8();
        };
        while (size <= longest && !isWhole())
            ++size;
        if (size > longest)
            break;
        good += size;
    }
    return Encoding(Encoding::Kind::Windows1252).decode(bytes->left(good)).value_or(QByteArray()).size();
}

Tree completed(const QByteArray& text, const Preamble& preamble, const ReadOptions& options, Tree tree)
{
    tree.notes.insert(tree.notes.begin(), preamble.notes.begin(), preamble.notes.end());
    for (Note& note : tree.notes) {
        if (note.kind == Note::Kind::DeclarationMissing)
            note.text.replace(QStringLiteral("UTF-8"), QString::fromLatin1(options.encoding));
    }
    tree.declared = preamble.encoding;
    if (options.guessed && options.declared == tree.declared) {
        const qsizetype at = unfit(text, options);
        tree.notes.push_back({Note::Kind::Encoding, {}, {at, at}, QString::fromLatin1(options.guessed)});
    }
    noteTail(text, tree);
    sortNotes(tree.notes);
    return tree;
}

}  // namespace

void sortNotes(std::vector<Note>& notes)
{
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
        return std::pair(a.range.begin, a.kind) < std::pair(b.range.begin, b.kind);
    });
}

base::Result<Tree> readXml(const QByteArray& text, const ReadOptions& options)
{
    const auto preamble = readPreamble(text);
    return preamble ? readXml(text, *preamble, options) : base::Result<Tree>(preamble.error());
}

base::Result<Tree> readXml(const QByteArray& text, const Preamble& preamble, const ReadOptions& options)
{
    const Range body{preamble.end, text.size()};

    XmlBuilder strict(text, body.begin, options);
    ExpatFeed expat(strict, text, body);
    if (expat.document())
        return completed(text, preamble, options, strict.takeTree());
    if (strict.error())
        return *strict.error();

    // Apple's reader and libplist look at tags and references only: what they read opens here too.
    XmlBuilder lenient(text, body.begin, options);
    if (!scanXml(lenient, text, body))
        return *lenient.error();
    // A text that ends too early the builder has noted itself.
    if (expat.error() != XML_ERROR_NO_ELEMENTS && expat.error() != XML_ERROR_UNCLOSED_TOKEN) {
        const qsizetype at = std::clamp(expat.errorOffset(), body.begin, body.end);
        lenient.malformed({at, at}, reason(expat.error()));
    }
    return completed(text, preamble, options, lenient.takeTree());
}

std::optional<Fragment> readFragment(const QByteArray& text, Range range, const ReadOptions& options)
{
    XmlBuilder builder(text, range.begin, options);
    ExpatFeed expat(builder, text, range);
    if (!expat.inside(options.context == Type::Dict ? "dict" : "array") || !builder.finish(range.end))
        return {};
    Fragment fragment{builder.takeEntries(), {}, {}};
    Tree tree = builder.takeTree();
    if (!tree.wellFormed)
        return {};
    fragment.nodes = std::move(tree.nodes);
    fragment.notes = std::move(tree.notes);
    return fragment;
}

}  // namespace plist
