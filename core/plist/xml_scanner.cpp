// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plist/xml_scanner.h"

#include "core/plist/clipped.h"
#include "core/plist/xml_text.h"

#include <QCoreApplication>

namespace plist {

namespace {

using namespace std::string_view_literals;

class Scanner
{
public:
    Scanner(XmlBuilder& builder, const QByteArray& text, Range range)
        : m_builder(builder)
        , m_text(text.constData(), static_cast<std::size_t>(range.end))
        , m_at(static_cast<std::size_t>(range.begin))
    {}

    bool run()
    {
        while (!m_builder.isComplete()) {
            const std::size_t open = m_text.find_first_of("<\0"sv, m_at);
            if (open == std::string_view::npos)
                return m_builder.finish(offset(m_text.size()));
            m_at = open;
            if (!markup())
                return false;
        }
        return true;
    }

private:
    bool markup()
    {
        const std::string_view rest = m_text.substr(m_at);
        if (rest[0] == '\0')
            return fail(QCoreApplication::translate("plist", "A NUL byte stands here"));
        if (rest.starts_with("<!--"sv))
            return skip(4, "-->"sv, QCoreApplication::translate("plist", "This comment is not closed"));
        if (rest.starts_with("<?"sv))
            return skip(2, "?>"sv,
                        QCoreApplication::translate("plist", "This processing instruction is not closed"));
        if (rest.starts_with("<![CDATA["sv))
            return skip(9, "]]>"sv, QCoreApplication::translate("plist", "This CDATA section is not closed"));
        if (rest.starts_with("<!DOCTYPE"sv))
            return documentType();
        return tag();
    }

    bool skip(std::size_t from, std::string_view close, const QString& otherwise)
    {
        const std::size_t found = m_text.find(close, m_at + from);
        if (found == std::string_view::npos)
            return fail(otherwise);
        m_at = found + close.size();
        return true;
    }

    bool documentType()
    {
        const std::size_t length = doctypeLength(m_text.substr(m_at));
        if (length == 0)
            return fail(QCoreApplication::translate("plist", "The document type declaration is not closed"));
        const std::size_t entity = m_text.substr(0, m_at + length).find("<!ENTITY"sv, m_at);
        if (entity != std::string_view::npos)
            return failAtEntity(m_builder, offset(entity));
        m_at += length;
        return true;
    }

    bool tag()
    {
        const bool closes = m_text.substr(m_at).starts_with("</"sv);
        const std::size_t nameBegin = m_at + (closes ? 2 : 1);
        const std::size_t nameEnd = std::min(m_text.find_first_of(" \t\r\n/<>"sv, nameBegin), m_text.size());
        const std::string_view name = m_text.substr(nameBegin, nameEnd - nameBegin);
        if (name.empty() || name[0] == '!')
            return fail(
                QCoreApplication::translate("plist", "The character < is written &lt; where no tag begins"));
        const std::size_t stop = tagStop(nameEnd);
        if (stop == m_text.size() && closes) {
            // libplist does not miss the end of the last tag.
            m_at = stop;
            return m_builder.finish(offset(m_at));
        }
        if (stop == m_text.size() || m_text[stop] != '>')
            return fail(QCoreApplication::translate("plist", "The tag <%1 has no closing >")
                            .arg(clipped(QString::fromUtf8(name.data(), offset(name.size())))));
        const qsizetype begin = offset(m_at);
        m_at = stop + 1;
        if (closes)
            return m_builder.close(name, begin, offset(m_at));
        const bool empty = m_text[stop - 1] == '/';
        return m_builder.open(name, begin, offset(m_at))
               && (!empty || m_builder.close(name, offset(m_at), offset(m_at)));
    }

    /// The `<` or `>` behind `at` that stands outside quotes.
    [[nodiscard]] std::size_t tagStop(std::size_t at) const
    {
        while (true) {
            at = m_text.find_first_of("<>\"'"sv, at);
            if (at == std::string_view::npos)
                return m_text.size();
            if (m_text[at] == '<' || m_text[at] == '>')
                return at;
            const std::size_t quote = m_text.find(m_text[at], at + 1);
            at = quote == std::string_view::npos ? at + 1 : quote + 1;
        }
    }

    bool fail(const QString& message) { return m_builder.fail(offset(m_at), message); }
    [[nodiscard]] static qsizetype offset(std::size_t at) { return static_cast<qsizetype>(at); }

    XmlBuilder& m_builder;
    std::string_view m_text;
    std::size_t m_at;
};

}  // namespace

bool scanXml(XmlBuilder& builder, const QByteArray& text, Range range)
{
    return Scanner(builder, text, range).run() || builder.forgiveSurplus();
}

bool failAtEntity(XmlBuilder& builder, qsizetype at)
{
    return builder.fail(
        at, QCoreApplication::translate(
                "plist", "The file declares an entity of its own, which a property list may not"));
}

}  // namespace plist
