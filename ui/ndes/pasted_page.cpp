// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/pasted_page.h"

#include "core/ndes/challenge_page.h"

#include <QMimeData>

using namespace Qt::Literals::StringLiterals;

namespace ui {

QByteArray pageOf(const QString& text)
{
    if (text.contains(u'<'))
        return text.toUtf8();
    if (text.trimmed().isEmpty())
        return {};
    QString page;
    const QStringList lines = text.split(u'\n');
    for (const QString& line : lines) {
        const qsizetype colon = line.lastIndexOf(u':');
        const QString label = line.left(colon + 1).toHtmlEscaped();
        const QString rest = line.sliced(colon + 1).trimmed().toHtmlEscaped();
        page += colon < 0 ? u"<p>%1</p>"_s.arg(rest) : u"<p>%1 <b>%2</b></p>"_s.arg(label, rest);
    }
    return page.toUtf8();
}

PageEdit::PageEdit(QWidget* parent) : QPlainTextEdit(parent)
{
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
}

void PageEdit::insertFromMimeData(const QMimeData* source)
{
    const QString text = source->hasHtml() ? source->html() : source->text();
    insertPlainText(text.left(ndes::maxPageBytes));
}

}  // namespace ui
