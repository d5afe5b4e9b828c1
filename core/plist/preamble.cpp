// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/preamble.h"

#include "core/plist/source_map.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace plist {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
           || c == '.';
}

/// Takes an XML declaration apart: XML 1.0, productions 23 to 32 and 80.
class DeclarationReader
{
public:
    explicit DeclarationReader(std::string_view text) : m_text(text) {}

    bool isRight()
    {
        m_at = 5;
        if (m_text.substr(0, m_at) != "<?xml"sv || !attribute("version"sv))
            return false;
        const std::string_view version = m_value;
        const bool encodingFits = !attribute("encoding"sv) || !m_value.empty();
        const bool standaloneFits = !attribute("standalone"sv) || m_value == "yes"sv || m_value == "no"sv;
        blanks();
        return version.starts_with("1."sv) && encodingFits && standaloneFits && m_text.substr(m_at) == "?>"sv;
    }

    /// The value behind `name`, however badly the rest is written.
    std::string_view find(std::string_view name)
    {
        m_at = m_text.find(name);
        if (m_at == std::string_view::npos)
            return {};
        m_at += name.size();
        blanks();
        if (m_at >= m_text.size() || m_text[m_at] != '=')
            return {};
        ++m_at;
        blanks();
        if (m_at < m_text.size() && (m_text[m_at] == '"' || m_text[m_at] == '\''))
            ++m_at;
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

private:
    bool blanks()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        return m_at > begin;
    }

    bool attribute(std::string_view name)
    {
        const std::size_t begin = m_at;
        const bool apart = blanks();
        if (apart && m_text.substr(m_at).starts_with(name)) {
            m_at += name.size();
            blanks();
            if (m_at < m_text.size() && m_text[m_at] == '=') {
                ++m_at;
                blanks();
                if (quoted())
                    return true;
            }
        }
        m_at = begin;
        return false;
    }

    bool quoted()
    {
        if (m_at >= m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\''))
            return false;
        const std::size_t close = m_text.find(m_text[m_at], m_at + 1);
        if (close == std::string_view::npos)
            return false;
        m_value = m_text.substr(m_at + 1, close - m_at - 1);
        m_at = close + 1;
        return std::all_of(m_value.begin(), m_value.end(), isNameCharacter);
    }

    std::string_view m_text;
    std::string_view m_value;
    std::size_t m_at = 0;
};

/// Walks from the start of a file to its first element.
class PreambleReader
{
public:
    explicit PreambleReader(const QByteArray& text)
        : m_text(text.constData(), static_cast<std::size_t>(text.size()))
        , m_bytes(text)
    {}

    base::Result<Preamble> read()
    {
        m_begin = m_text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
        m_at = m_begin;
        if (!findMarkup())
            return notXml();
        m_markup = m_at;
        walk();
        Preamble preamble;
        if (m_declaration.size() > 0)
            noteDeclaration(preamble);
        else
            noteMissingDeclaration(preamble);
        noteDoctype(preamble);
        return preamble;
    }

private:
    /// Goes to the first `<` that belongs to the file: to where a property list begins if junk stands before.
    bool findMarkup()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        if (m_at >= m_text.size())
            return false;
        if (m_text[m_at] == '<' || misspeltLength(m_text.substr(m_at)) > 0)
            return true;
        std::size_t found = std::string_view::npos;
        for (const std::string_view start : {"<?xml"sv, "<!DOCTYPE"sv, "<plist"sv, "<dict"sv, "<array"sv})
            found = std::min(found, m_text.find(start, m_at));
        if (found == std::string_view::npos)
            return false;
        // A file of another kind, such as a signed one, may well have a property list somewhere inside.
        const std::string_view junk = m_text.substr(m_at, found - m_at);
        const bool isText = std::all_of(junk.begin(), junk.end(), [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 || isBlank(c);
        });
        m_at = found;
        return isText;
    }

    void walk()
    {
        while (m_at < m_text.size()) {
            const std::string_view rest = m_text.substr(m_at);
            std::size_t length = 1;
            if (rest.starts_with("<!--"sv)) {
                length = lengthTo(rest, 4, "-->"sv);
            } else if (rest.starts_with("<?"sv)) {
                length = lengthTo(rest, 2, "?>"sv);
                if (length > 0 && m_declaration.size() == 0
                    && (isDeclaration(rest) || misspeltLength(rest) > 0))
                    m_declaration = range(m_at, m_at + length);
            } else if (rest.starts_with("<!DOCTYPE"sv)) {
                length = doctypeLength(rest);
                if (m_doctype.size() == 0)
                    m_doctype = range(m_at, m_at + length);
            } else if (m_declaration.size() == 0 && m_at == m_markup && misspeltLength(rest) > 0) {
                length = misspeltLength(rest);
                m_declaration = range(m_at, m_at + length);
            } else if (!isBlank(rest[0])) {
                return;
            }
            if (length == 0)
                return;
            m_at += length;
        }
    }

    static bool isDeclaration(std::string_view rest)
    {
        return rest.size() > 5 && qstrnicmp(rest.data(), "<?xml", 5) == 0
               && (isBlank(rest[5]) || rest[5] == '?');
    }

    /// Of a declaration whose beginning is misspelt, such as `<xml version="1.0"?>` or `<? xml …?>`; 0 for
    /// anything else.
    static std::size_t misspeltLength(std::string_view rest)
    {
        constexpr std::size_t longest = 200;
        rest = rest.substr(0, longest);
        std::size_t at = rest.starts_with("<?"sv)                         ? 2
                         : rest.starts_with('<') || rest.starts_with('?') ? 1
                                                                          : 0;
        while (at < rest.size() && isBlank(rest[at]))
            ++at;
        const std::size_t length = lengthTo(rest, at, "?>"sv);
        const std::string_view inside = rest.substr(0, length);
        const bool isNamed =
            length > at + 4 && qstrnicmp(rest.data() + at, "xml", 3) == 0 && isBlank(rest[at + 3]);
        const bool isOne = isNamed && inside.find("version"sv) != std::string_view::npos
                           && inside.find('<', at) == std::string_view::npos
                           && inside.find('>') == length - 1;
        return isOne ? length : 0;
    }

    static std::size_t lengthTo(std::string_view rest, std::size_t from, std::string_view close)
    {
        const std::size_t found = rest.find(close, from);
        return found == std::string_view::npos ? 0 : found + close.size();
    }

    void noteDeclaration(Preamble& preamble)
    {
        const std::string_view text = view(m_declaration);
        preamble.end = m_declaration.end;
        preamble.encoding = bytes(DeclarationReader(text).find("encoding"sv));
        if (m_declaration.begin > static_cast<qsizetype>(m_begin))
            preamble.notes.push_back(
                {Note::Kind::BytesBeforeDeclaration,
                 {},
                 {static_cast<qsizetype>(m_begin), m_declaration.begin},
                 QString::fromUtf8(m_bytes.mid(static_cast<qsizetype>(m_begin), 80)).trimmed()});
        if (!DeclarationReader(text).isRight())
            preamble.notes.push_back(
                {Note::Kind::DeclarationMisspelt, {}, m_declaration, declaration(preamble.encoding)});
    }

    void noteMissingDeclaration(Preamble& preamble)
    {
        const auto begin = static_cast<qsizetype>(m_begin);
        const auto markup = static_cast<qsizetype>(m_markup);
        preamble.end = markup;
        if (markup > begin)
            preamble.notes.push_back(
                {Note::Kind::BytesBeforeDeclaration,
                 {},
                 {begin, markup},
                 QString::fromUtf8(m_bytes.mid(begin, std::min<qsizetype>(markup - begin, 80))).trimmed()});
        const qsizetype firstBreak = m_bytes.indexOf('\n');
        const bool crlf = firstBreak > 0 && m_bytes[firstBreak - 1] == '\r';
        preamble.notes.push_back({Note::Kind::DeclarationMissing,
                                  {},
                                  {markup, markup},
                                  declaration({}) + (crlf ? QStringLiteral("\r\n") : QStringLiteral("\n"))});
    }

    void noteDoctype(Preamble& preamble) const
    {
        if (m_doctype.size() == 0) {
            const auto at = static_cast<qsizetype>(m_at);
            preamble.notes.push_back({Note::Kind::Doctype, {}, {at, at}, {}});
            return;
        }
        // Nearly every file has this one.
        if (view(m_doctype)
            == "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"sv)
            return;
        const QByteArray text = bytes(view(m_doctype));
        QByteArray plain =
            text.simplified().replace('\'', '"').replace("https://", "http://").replace(" >", ">");
        if (plain
            != "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
               "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">")
            preamble.notes.push_back({Note::Kind::Doctype, {}, m_doctype, QString::fromUtf8(text)});
    }

    static QString declaration(const QByteArray& encoding)
    {
        return QStringLiteral("<?xml version=\"1.0\" encoding=\"%1\"?>")
            .arg(encoding.isEmpty() ? QStringLiteral("UTF-8") : QString::fromLatin1(encoding));
    }

    [[nodiscard]] base::Error notXml() const
    {
        const auto at = static_cast<qsizetype>(m_begin);
        if (QByteArrayView(m_bytes).sliced(at).trimmed().isEmpty())
            return errorAt(m_bytes, at, QCoreApplication::translate("plist", "The file is empty"));
        return errorAt(m_bytes, at, QCoreApplication::translate("plist", "This is not a property list"));
    }

    [[nodiscard]] std::string_view view(Range r) const
    {
        return m_text.substr(static_cast<std::size_t>(r.begin), static_cast<std::size_t>(r.size()));
    }
    static QByteArray bytes(std::string_view text)
    {
        return {text.data(), static_cast<qsizetype>(text.size())};
    }
    static Range range(std::size_t begin, std::size_t end)
    {
        return {static_cast<qsizetype>(begin), static_cast<qsizetype>(end)};
    }

    std::string_view m_text;
    const QByteArray& m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_markup = 0;
    std::size_t m_at = 0;
    Range m_declaration;
    Range m_doctype;
};

}  // namespace

base::Result<Preamble> readPreamble(const QByteArray& text) { return PreambleReader(text).read(); }

}  // namespace plist
