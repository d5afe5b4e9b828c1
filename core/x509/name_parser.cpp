// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/name.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace x509 {

namespace {

constexpr qsizetype maxLength = 65536;
constexpr qsizetype longestHeading = 64;

bool isLineEnd(QChar c) { return c == u'\n' || c == u'\r' || c.unicode() == 0x2028; }

bool isBlank(QChar c) { return c == u' ' || c == u'\t' || isLineEnd(c); }

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// "OID.2.5.4.3", "2.5.4.3", "cn" → "CN"; a name nobody knows stays as it is; nothing for what is no type.
std::optional<QString> typeFrom(QStringView text)
{
    if (text.startsWith("OID."_L1, Qt::CaseInsensitive)) {
        text = text.mid(4);
        if (!isDottedOid(text))
            return std::nullopt;
    }
    if (isDottedOid(text))
        return shortName(text.toString());
    const bool isName =
        !text.isEmpty() && isLetter(text.front()) && std::all_of(text.begin(), text.end(), [](QChar c) {
            return isLetter(c) || isDigit(c) || c == u'-' || c == u'_' || c == u'.';
        });
    if (!isName)
        return std::nullopt;
    const QString oid = attributeOid(text.toString());
    return oid.isEmpty() ? text.toString() : shortName(oid);
}

bool isHeading(QStringView text)
{
    return text.compare(u"subject", Qt::CaseInsensitive) == 0
           || text.compare(u"issuer", Qt::CaseInsensitive) == 0;
}

/// How long "subject=" and the like are, which OpenSSL and certificate viewers write in front of a name.
qsizetype headingLength(QStringView text)
{
    static const QRegularExpression heading(u"^(subject|issuer)( name| dn)?\\s*[=:]\\s*"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return heading.match(text.toString().left(longestHeading)).capturedLength();
}

/// Collects a value: which of its blanks may be trimmed, and bytes that were written in hex.
class ValueText
{
public:
    void addPlain(QChar c)
    {
        m_isValid = flush() && m_isValid;
        if (m_text.isEmpty() && isBlank(c))
            return;
        m_text += c;
        if (!isBlank(c))
            m_kept = m_text.size();
    }
    void addEscaped(QChar c)
    {
        m_isValid = flush() && m_isValid;
        m_text += c;
        m_kept = m_text.size();
    }
    void addByte(char byte) { m_bytes += byte; }
    /// Nothing when the bytes that were written in hex are not UTF-8.
    [[nodiscard]] std::optional<QString> take()
    {
        if (!flush() || !m_isValid)
            return std::nullopt;
        return m_text.left(m_kept);
    }

private:
    bool flush()
    {
        if (m_bytes.isEmpty())
            return true;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        m_text += decoder(m_bytes);
        m_kept = m_text.size();
        m_bytes.clear();
        return !decoder.hasError();
    }

    QString m_text;
    QByteArray m_bytes;
    qsizetype m_kept = 0;
    bool m_isValid = true;
};

class Parser
{
public:
    Parser(QStringView text, qsizetype begin) : m_text(text), m_pos(begin) {}

    base::Result<Name> commas();
    base::Result<Name> slashes();

private:
    [[nodiscard]] bool atEnd() const { return m_pos >= m_text.size(); }
    [[nodiscard]] QChar here() const { return m_text[m_pos]; }
    [[nodiscard]] bool atSeparator() const
    {
        return here() == u',' || here() == u';' || here() == u'+' || isLineEnd(here());
    }
    void skipBlanks()
    {
        while (!atEnd() && isBlank(here()))
            ++m_pos;
    }
    void skipBlanksInLine()
    {
        while (!atEnd() && isBlank(here()) && !isLineEnd(here()))
            ++m_pos;
    }
    /// Moves to the next text; whether that is on another line.
    bool skipToText();
    [[nodiscard]] base::Error error(qsizetype at, const QString& message, const QString& hint = {}) const
    {
        return {base::Error::Code::InvalidInput,
                message,
                {},
                hint,
                base::TextPosition{1, static_cast<int>(at) + 1}};
    }
    [[nodiscard]] base::Error notUtf8(qsizetype at) const
    {
        return error(at, QCoreApplication::translate("x509", "The bytes written in hex are not UTF-8"));
    }

    base::Result<QString> readType();
    base::Result<QString> readValue();
    base::Result<QString> readQuoted();
    base::Result<> readEscape(ValueText& value);
    [[nodiscard]] qsizetype endOfType(qsizetype at, QString* type) const;
    base::Result<QString> readSlashValue();

    QStringView m_text;
    qsizetype m_pos = 0;
};

bool Parser::skipToText()
{
    bool wasLineEnd = false;
    for (; !atEnd() && isBlank(here()); ++m_pos)
        wasLineEnd = wasLineEnd || isLineEnd(here());
    return wasLineEnd;
}

base::Result<QString> Parser::readType()
{
    const qsizetype start = m_pos;
    while (!atEnd() && here() != u'=' && !atSeparator())
        ++m_pos;
    const QStringView written = m_text.mid(start, m_pos - start).trimmed();
    if (atEnd() || here() != u'=')
        return error(
            start,
            written.isEmpty()
                ? QCoreApplication::translate("x509", "An attribute such as CN=iPad is missing here")
                : QCoreApplication::translate("x509", "“%1” is not of the form type=value").arg(written),
            QCoreApplication::translate(
                "x509", R"(Write a comma, semicolon or plus sign inside a value as \, \; or \+)"));
    if (isHeading(written))
        return error(start, QCoreApplication::translate("x509", "“%1” begins another name").arg(written));
    const std::optional<QString> type = typeFrom(written);
    if (!type)
        return error(
            start, QCoreApplication::translate("x509", "“%1” is not an attribute type").arg(written),
            QCoreApplication::translate("x509", "Use a short name such as CN or an OID such as 2.5.4.3"));
    ++m_pos;
    return *type;
}

base::Result<> Parser::readEscape(ValueText& value)
{
    const qsizetype start = m_pos++;
    if (atEnd())
        return error(start, QCoreApplication::translate("x509", "The text ends with a lone backslash"));
    const auto hex = [](QChar c) {
        if (isDigit(c))
            return c.unicode() - u'0';
        const QChar lower = c.toLower();
        return lower >= u'a' && lower <= u'f' ? lower.unicode() - u'a' + 10 : -1;
    };
    const int high = hex(here());
    const int low = m_pos + 1 < m_text.size() ? hex(m_text[m_pos + 1]) : -1;
    if (high >= 0 && low >= 0) {
        value.addByte(static_cast<char>(high * 16 + low));
        m_pos += 2;
        return {};
    }
    if (!u" \"#+,;<=>\\/"_s.contains(here()))
        return error(start, QCoreApplication::translate("x509", "“\\%1” is not an escape").arg(here()),
                     QCoreApplication::translate("x509", "Write a backslash inside a value as \\\\"));
    value.addEscaped(here());
    ++m_pos;
    return {};
}

base::Result<QString> Parser::readQuoted()
{
    const qsizetype start = m_pos++;
    ValueText value;
    for (;; ++m_pos) {
        if (atEnd())
            return error(start, QCoreApplication::translate("x509", "The closing quotation mark is missing"));
        if (here() == u'\\') {
            if (const base::Result<> escape = readEscape(value); !escape)
                return escape.error();
            --m_pos;
        } else if (here() != u'"') {
            value.addEscaped(here());
        } else if (m_pos + 1 < m_text.size() && m_text[m_pos + 1] == u'"') {
            // Windows doubles a quotation mark inside a quoted value (CertStrToName).
            value.addEscaped(u'"');
            ++m_pos;
        } else {
            break;
        }
    }
    ++m_pos;
    skipBlanksInLine();
    if (!atEnd() && !atSeparator())
        return error(m_pos,
                     QCoreApplication::translate("x509", "There is text behind the closing quotation mark"));
    const std::optional<QString> text = value.take();
    return text ? base::Result<QString>(*text) : notUtf8(start);
}

base::Result<QString> Parser::readValue()
{
    skipBlanksInLine();
    const qsizetype start = m_pos;
    if (!atEnd() && here() == u'"')
        return readQuoted();
    if (!atEnd() && here() == u'#')
        return error(start, QCoreApplication::translate("x509", "A value given as #hex cannot be read"),
                     QCoreApplication::translate(
                         "x509", "Write the value as text; a text that begins with # is written \\#"));
    ValueText value;
    while (!atEnd() && !atSeparator()) {
        if (here() == u'\\') {
            if (const base::Result<> escape = readEscape(value); !escape)
                return escape.error();
        } else {
            value.addPlain(here());
            ++m_pos;
        }
    }
    const std::optional<QString> text = value.take();
    return text ? base::Result<QString>(*text) : notUtf8(start);
}

base::Result<Name> Parser::commas()
{
    Name name;
    bool isSameRdn = false;
    bool hasLines = false;
    for (;;) {
        skipBlanks();
        base::Result<QString> type = readType();
        if (!type)
            return type.error();
        base::Result<QString> value = readValue();
        if (!value)
            return value.error();
        if (!isSameRdn)
            name.rdns.emplace_back();
        name.rdns.back().push_back({*std::move(type), *std::move(value)});
        // One attribute a line is a name too, with or without commas at the ends of the lines.
        hasLines = skipToText() || hasLines;
        if (atEnd())
            return name;
        isSameRdn = here() == u'+';
        if (atSeparator())
            ++m_pos;
        hasLines = skipToText() || hasLines;
        if (atEnd() && hasLines && !isSameRdn)
            return name;
    }
}

/// The position behind the "=" when `at` begins `type=`, else -1.
qsizetype Parser::endOfType(qsizetype at, QString* type) const
{
    qsizetype end = at;
    while (end < m_text.size()
           && (isLetter(m_text[end]) || isDigit(m_text[end]) || m_text[end] == u'.' || m_text[end] == u'-'
               || m_text[end] == u'_'))
        ++end;
    if (end >= m_text.size() || m_text[end] != u'=')
        return -1;
    const std::optional<QString> found = typeFrom(m_text.mid(at, end - at));
    if (!found)
        return -1;
    *type = *found;
    return end + 1;
}

base::Result<QString> Parser::readSlashValue()
{
    ValueText value;
    QString next;
    for (; !atEnd(); ++m_pos) {
        if (here() == u'\\') {
            if (m_pos + 1 >= m_text.size())
                return error(m_pos,
                             QCoreApplication::translate("x509", "The text ends with a lone backslash"));
            ++m_pos;
            value.addEscaped(here());
            continue;
        }
        if (here() == u'/' && endOfType(m_pos + 1, &next) >= 0)
            break;
        // A plus sign is common in plain values, so only a type that is known makes it a separator.
        if (here() == u'+' && endOfType(m_pos + 1, &next) >= 0
            && (isDottedOid(next) || !attributeOid(next).isEmpty()))
            break;
        value.addPlain(here());
    }
    return *value.take();
}

base::Result<Name> Parser::slashes()
{
    Name name;
    while (!atEnd()) {
        const bool isSameRdn = here() == u'+';
        QString type;
        const qsizetype begin = endOfType(m_pos + 1, &type);
        if (begin < 0)
            return error(m_pos + 1, QCoreApplication::translate(
                                        "x509", "An attribute such as CN=iPad is missing behind the slash"));
        m_pos = begin;
        base::Result<QString> value = readSlashValue();
        if (!value)
            return value.error();
        if (!isSameRdn)
            name.rdns.emplace_back();
        name.rdns.back().push_back({type, *std::move(value)});
    }
    return name;
}

}  // namespace

// Beside what is promised: one attribute a line, and a heading such as OpenSSL's "subject=" passed over.
base::Result<Name> Name::fromString(const QString& text)
{
    if (text.size() > maxLength)
        return base::Error{base::Error::Code::InvalidInput,
                           QCoreApplication::translate("x509", "The name is too long")};
    const auto* const first = std::find_if_not(text.begin(), text.end(), isBlank);
    if (first == text.end())
        return Name{};
    qsizetype begin = first - text.begin();
    begin += headingLength(QStringView(text).mid(begin));
    Parser parser(text, begin);
    return begin < text.size() && text[begin] == u'/' ? parser.slashes() : parser.commas();
}

}  // namespace x509
