// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ndes/page_text.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace ndes {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How the bytes are encoded, as far as NULs tell: markup is ASCII, so every second byte of UTF-16 is one.
QStringConverter::Encoding encodingOf(const QByteArray& bytes)
{
    constexpr qsizetype looked = 4096;
    const qsizetype pairs = std::min(bytes.size(), looked) / 2;
    qsizetype first = 0;
    qsizetype second = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        first += bytes[2 * i] == '\0' ? 1 : 0;
        second += bytes[2 * i + 1] == '\0' ? 1 : 0;
    }
    if (std::max(first, second) * 4 < pairs || first == second)
        return QStringConverter::Utf8;
    return second > first ? QStringConverter::Utf16LE : QStringConverter::Utf16BE;
}

/// Takes a page apart from front to back.
class Scanner
{
public:
    explicit Scanner(const QString& html) : m_html(html) {}

    PageText run() &&
    {
        while (m_at < m_html.size()) {
            const QChar character = m_html[m_at];
            if (character == u'<' && startsTag())
                readTag();
            else if (character == u'&')
                readReference();
            else
                append(m_html[m_at++]);
        }
        endBold();
        return std::move(m_page);
    }

private:
    [[nodiscard]] bool startsTag() const
    {
        const QChar next = m_at + 1 < m_html.size() ? m_html[m_at + 1] : QChar();
        return next.isLetter() || next == u'/' || next == u'!' || next == u'?';
    }

    void readTag()
    {
        if (QStringView(m_html).sliced(m_at).startsWith(u"<!--")) {
            skipBehind(u"-->"_s);
            return;
        }
        const qsizetype end = m_html.indexOf(u'>', m_at);
        const QString tag = m_html.mid(m_at, end < 0 ? -1 : end + 1 - m_at).toLower();
        m_at = end < 0 ? m_html.size() : end + 1;
        m_page.markup += tag;
        const auto* const letters = std::find_if(tag.cbegin() + (tag.startsWith(u"</") ? 2 : 1), tag.cend(),
                                                 [](QChar c) { return !c.isLetterOrNumber(); });
        apply(tag.first(letters - tag.cbegin()).mid(1));
    }

    /// What the tag `name`, with its slash when it closes, does to the text.
    void apply(const QString& name)
    {
        if (name == u"b" || name == u"strong") {
            endBold();
            m_boldStart = m_page.text.size();
        } else if (name == u"/b" || name == u"/strong") {
            endBold();
        } else if (name == u"title" || name == u"/title") {
            m_isTitle = name == u"title";
        } else if (name == u"script" || name == u"style") {
            skipBehind(u"</"_s + name);
        } else {
            static constexpr std::array<QStringView, 12> blocks{u"p",  u"br", u"li", u"ul", u"td",  u"tr",
                                                                u"th", u"h1", u"h2", u"h3", u"div", u"body"};
            const QStringView bare = QStringView(name).sliced(name.startsWith(u'/') ? 1 : 0);
            if (std::find(blocks.begin(), blocks.end(), bare) != blocks.end())
                endLine();
        }
    }

    void skipBehind(const QString& what)
    {
        const qsizetype found = m_html.indexOf(what, m_at, Qt::CaseInsensitive);
        m_at = found < 0 ? m_html.size() : found + what.size();
    }

    void readReference()
    {
        static constexpr std::array<std::pair<QStringView, char16_t>, 6> known{{{u"&nbsp;", u' '},
                                                                                {u"&amp;", u'&'},
                                                                                {u"&lt;", u'<'},
                                                                                {u"&gt;", u'>'},
                                                                                {u"&quot;", u'"'},
                                                                                {u"&#160;", u' '}}};
        const QStringView rest = QStringView(m_html).sliced(m_at);
        for (const auto& [name, character] : known) {
            if (!rest.startsWith(name))
                continue;
            m_at += name.size();
            append(character);
            return;
        }
        append(m_html[m_at++]);
    }

    /// One character; blanks run together.
    void append(QChar character)
    {
        QString& text = m_isTitle ? m_page.title : m_page.text;
        if (!character.isSpace() && !character.isNull())
            text += character;
        else if (!text.isEmpty() && text.back() != u' ' && text.back() != u'\n')
            text += u' ';
    }

    void endLine()
    {
        QString& text = m_page.text;
        if (text.endsWith(u' '))
            text.back() = u'\n';
        else if (!text.isEmpty() && text.back() != u'\n')
            text += u'\n';
    }

    void endBold()
    {
        if (m_boldStart >= 0 && m_page.text.size() > m_boldStart)
            m_page.bold.emplace_back(m_boldStart, m_page.text.size());
        m_boldStart = -1;
    }

    const QString& m_html;
    qsizetype m_at = 0;
    PageText m_page;
    qsizetype m_boldStart = -1;
    bool m_isTitle = false;
};

}  // namespace

QString decodePage(const QByteArray& bytes)
{
    const auto marked = QStringConverter::encodingForData(bytes);
    const bool isMarked =
        marked
        && (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF") || bytes.startsWith("\xEF\xBB\xBF"));
    QStringDecoder decoder(isMarked ? *marked : encodingOf(bytes));
    return decoder(bytes);
}

PageText readPageText(const QString& html) { return Scanner(html).run(); }

}  // namespace ndes
