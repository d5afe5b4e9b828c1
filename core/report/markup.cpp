// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/markup.h"

#include "core/report/text_lines.h"

namespace report {

using namespace Qt::Literals::StringLiterals;

namespace {

/// `text` without what XML 1.0, 2.2 has no characters for, and without what turns or hides text.
QString sound(const QString& text)
{
    QString clean = printable(text);
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const QChar c = clean[i];
        if (c.isHighSurrogate() && i + 1 < clean.size() && clean[i + 1].isLowSurrogate())
            ++i;
        else if (c.isSurrogate() || c == QChar(0xFFFE) || c == QChar(0xFFFF))
            clean[i] = QChar::ReplacementCharacter;
    }
    return clean;
}

}  // namespace

Markup::Markup(QString& into) : m_writer(&into) {}

Markup& Markup::docType()
{
    m_writer.writeDTD(u"<!DOCTYPE html>"_s);
    return *this;
}

Markup& Markup::style(const QString& sheet)
{
    m_writer.writeStartElement(u"style"_s);
    m_writer.writeCharacters(sheet);
    return close();
}

Markup& Markup::open(const char* tag, const char* classes)
{
    m_writer.writeStartElement(QString::fromLatin1(tag));
    if (classes)
        attribute("class", QString::fromLatin1(classes));
    return *this;
}

Markup& Markup::attribute(const char* name, const QString& value)
{
    m_writer.writeAttribute(QString::fromLatin1(name), sound(value));
    return *this;
}

Markup& Markup::text(const QString& text)
{
    m_writer.writeCharacters(sound(text));
    return *this;
}

Markup& Markup::close()
{
    m_writer.writeEndElement();
    return *this;
}

Markup& Markup::element(const char* tag, const char* classes, const QString& content)
{
    return open(tag, classes).text(content).close();
}

Markup& Markup::entry(const QString& term, const QString& content, const char* classes)
{
    if (content.isEmpty())
        return *this;
    return element("dt", nullptr, term).element("dd", classes, content);
}

Markup& Markup::jump(const QString& id, const QString& content)
{
    return open("a").attribute("href", u'#' + id).text(content).close();
}

Markup& Markup::link(const QString& url)
{
    if (!url.startsWith(u"https://") && !url.startsWith(u"http://"))
        return text(url);
    return open("a").attribute("href", url).attribute("rel", u"noreferrer"_s).text(url).close();
}

}  // namespace report
