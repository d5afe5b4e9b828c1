// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/log_edit.h"

#include "ui/style/tone.h"

#include <QFontDatabase>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype maxCharacters = 400'000;
constexpr qsizetype maxLineCharacters = 20'000;

}  // namespace

LogEdit::LogEdit(QWidget* parent) : QPlainTextEdit(parent), m_gutter(new QWidget(this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    m_gutter->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, m_gutter, [this] { fitGutter(); });
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, m_gutter, [this] {
        m_shownLine = 0;
        setExtraSelections({});
    });
    fitGutter();
}

bool LogEdit::canHold(QStringView text)
{
    if (text.size() > maxCharacters)
        return false;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype found = text.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        if (end - begin > maxLineCharacters)
            return false;
        begin = end + 1;
    }
    return true;
}

void LogEdit::showLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1);
    setTextCursor(QTextCursor(block));
    centerCursor();
    m_shownLine = line;
    markLine();
}

void LogEdit::markLine()
{
    if (m_shownLine == 0)
        return;
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document()->findBlockByNumber(m_shownLine - 1));
    mark.format.setBackground(toneBackground(Tone::Warning, palette()));
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    setExtraSelections({mark});
}

bool LogEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasUrls() || source->hasText();
}

void LogEdit::insertFromMimeData(const QMimeData* source)
{
    const QList<QUrl> urls = source->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile()) {
        emit fileDropped(urls.constFirst().toLocalFile());
        return;
    }
    const QString text = source->text();
    if (text.size() + document()->characterCount() > maxCharacters || !canHold(text)) {
        emit largePasted(text);
        return;
    }
    textCursor().insertText(text);
    ensureCursorVisible();
}

int LogEdit::gutterWidth() const
{
    const auto digits = std::max<qsizetype>(3, QString::number(blockCount()).size());
    return fontMetrics().horizontalAdvance(u'9') * static_cast<int>(digits) + fontMetrics().height();
}

void LogEdit::fitGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect room = contentsRect();
    m_gutter->setGeometry(room.x(), room.y(), gutterWidth(), room.height());
    m_gutter->update();
}

void LogEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitGutter();
}

void LogEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markLine();
    else if (event->type() == QEvent::FontChange)
        fitGutter();
}

bool LogEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint) {
        paintGutter();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void LogEdit::paintGutter()
{
    QPainter painter(m_gutter);
    const QColor window = palette().color(QPalette::Window);
    const QColor text = palette().color(QPalette::WindowText);
    painter.fillRect(m_gutter->rect(), window);
    painter.setFont(font());
    const int height = fontMetrics().height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > m_gutter->height())
            break;
        const bool isShown = block.blockNumber() + 1 == m_shownLine;
        painter.setPen(isShown ? text : mixed(text, window, 0.65));
        painter.drawText(QRect(0, qRound(place.top()), m_gutter->width() - height / 2, height),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

}  // namespace ui
