// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QXmlStreamWriter>

namespace report {

/// Writes HTML that is well-formed XML as well; every text and attribute is escaped, so nothing that a
/// certificate or a server says can become markup.
class Markup
{
public:
    explicit Markup(QString& into);

    Markup& open(const char* tag, const char* classes = nullptr);
    /// Of the element that was opened last, before anything is in it.
    Markup& attribute(const char* name, const QString& value);
    Markup& text(const QString& text);
    Markup& close();

    /// An element with nothing but text in it.
    Markup& element(const char* tag, const char* classes, const QString& text);
    /// A term and its description, as `<dt>` and `<dd>`; nothing when `text` is empty.
    Markup& entry(const QString& term, const QString& text, const char* classes = nullptr);
    /// A link to a place in the same page.
    Markup& jump(const QString& id, const QString& text);
    /// A link to a source; only text where `url` is not of the web.
    Markup& link(const QString& url);
    Markup& docType();
    /// A style sheet of our own, as it is: HTML takes no escapes there.
    Markup& style(const QString& sheet);

private:
    QXmlStreamWriter m_writer;
};

}  // namespace report
