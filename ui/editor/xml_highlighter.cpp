// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/xml_highlighter.h"

#include "ui/style/tone.h"

#include <QGuiApplication>
#include <QPalette>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// What a line ends in the middle of.
enum State { Text, Key, Tag, Comment };

}  // namespace

XmlHighlighter::XmlHighlighter(QTextDocument* document) : QSyntaxHighlighter(document)
{
    setPalette(QGuiApplication::palette());
}

void XmlHighlighter::setPalette(const QPalette& palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    m_tag.setForeground(mixed(text, base, 0.62));
    m_key.setForeground(toneColor(Tone::Info, palette));
    m_comment.setForeground(toneColor(Tone::Good, palette));
    m_comment.setFontItalic(true);
    rehighlight();
}

void XmlHighlighter::highlightBlock(const QString& text)
{
    int state = qMax(0, previousBlockState());
    qsizetype at = 0;
    const auto color = [this, &at](qsizetype end, const QTextCharFormat& format) {
        setFormat(static_cast<int>(at), static_cast<int>(end - at), format);
        at = end;
    };
    const auto endOf = [&text, &at](QStringView mark) {
        const qsizetype found = text.indexOf(mark, at);
        return found < 0 ? text.size() : found + mark.size();
    };
    const auto isClosed = [&text](qsizetype end, QStringView mark) {
        return QStringView(text).first(end).endsWith(mark);
    };

    while (at < text.size()) {
        if (state == Comment) {
            color(endOf(u"-->"), m_comment);
            if (!isClosed(at, u"-->"))
                break;
            state = Text;
        } else if (state == Tag) {
            const qsizetype start = at;
            color(endOf(u">"), m_tag);
            if (!isClosed(at, u">"))
                break;
            const QStringView tag = QStringView(text).mid(start, at - start);
            state = tag == u"<key>" ? Key : Text;
        } else {
            const qsizetype next = text.indexOf(u'<', at);
            if (state == Key)
                color(next < 0 ? text.size() : next, m_key);
            if (next < 0)
                break;
            at = next;
            state = QStringView(text).mid(at).startsWith(u"<!--") ? Comment : Tag;
        }
    }
    setCurrentBlockState(state);
}

}  // namespace ui
