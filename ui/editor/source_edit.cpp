// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_edit.h"

#include "ui/editor/xml_highlighter.h"
#include "ui/style/tone.h"

#include <QEvent>
#include <QFontDatabase>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <iterator>

namespace ui {

SourceEdit::SourceEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new XmlHighlighter(document()))
    , m_gutter(new QWidget(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4.0);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(tr("Source"));
    m_gutter->installEventFilter(this);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, viewport(), [this] { viewport()->update(); });
    fitGutter();
}

void SourceEdit::showPart(const SourceText& source, std::size_t part)
{
    m_source = &source;
    const std::size_t firstRow = part * SourceText::rowsPerPart;
    const QString after = source.partText(part);
    const QString before = toPlainText();
    if (firstRow != m_firstRow || before.isEmpty()) {
        m_firstRow = firstRow;
        setPlainText(after);
    } else if (before != after) {
        // Only what differs, so that nothing else is laid out again and the view stays where it is.
        const auto [oldFirst, newFirst] =
            std::mismatch(before.cbegin(), before.cend(), after.cbegin(), after.cend());
        const auto [oldLast, newLast] = std::mismatch(before.crbegin(), std::make_reverse_iterator(oldFirst),
                                                      after.crbegin(), std::make_reverse_iterator(newFirst));
        const qsizetype begin = oldFirst - before.cbegin();
        QTextCursor cursor(document());
        cursor.setPosition(static_cast<int>(begin));
        cursor.setPosition(static_cast<int>(oldLast.base() - before.cbegin()), QTextCursor::KeepAnchor);
        cursor.insertText(after.mid(begin, newLast.base() - newFirst));
    }
    fitGutter();
}

void SourceEdit::setMarks(const QMap<int, report::Severity>& marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    m_gutter->update();
    viewport()->update();
}

std::size_t SourceEdit::currentRow() const
{
    return m_firstRow + static_cast<std::size_t>(textCursor().blockNumber());
}

void SourceEdit::goToRow(std::size_t row)
{
    const auto number = static_cast<int>(row - m_firstRow);
    setTextCursor(QTextCursor(document()->findBlockByNumber(number)));
    centerCursor();
}

void SourceEdit::select(std::size_t row, qsizetype begin, qsizetype end)
{
    goToRow(row);
    const SourceText::Row& at = m_source->rows()[row];
    const auto columns = [&](qsizetype offset) {
        return static_cast<int>(QString::fromUtf8(m_source->bytes().mid(at.begin, offset - at.begin)).size());
    };
    QTextCursor cursor = textCursor();
    const int start = cursor.block().position();
    cursor.setPosition(start + columns(std::min(end, at.end)));
    cursor.setPosition(start + columns(begin), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

qsizetype SourceEdit::currentOffset() const { return offsetAt(textCursor().selectionStart()); }

qsizetype SourceEdit::offsetAt(int position) const
{
    const QTextBlock block = document()->findBlock(position);
    const std::size_t row = m_firstRow + static_cast<std::size_t>(block.blockNumber());
    if (!m_source || row >= m_source->rows().size())
        return 0;
    const SourceText::Row& at = m_source->rows()[row];
    const QString inFront = block.text().first(position - block.position());
    return std::min(at.begin + inFront.toUtf8().size(), at.end);
}

QString SourceEdit::selectedSource() const
{
    const QTextCursor cursor = textCursor();
    if (!m_source || !cursor.hasSelection())
        return {};
    const qsizetype begin = offsetAt(cursor.selectionStart());
    return QString::fromUtf8(m_source->bytes().mid(begin, offsetAt(cursor.selectionEnd()) - begin));
}

QMimeData* SourceEdit::createMimeDataFromSelection() const
{
    auto* data = new QMimeData;
    data->setText(selectedSource());
    return data;
}

int SourceEdit::gutterWidth() const
{
    const int lines = m_source ? m_source->lineCount() : 1;
    const auto digits = std::max<qsizetype>(3, QString::number(lines).size());
    const int mark = fontMetrics().height();
    return mark + fontMetrics().horizontalAdvance(u'9') * static_cast<int>(digits) + mark / 2;
}

void SourceEdit::fitGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->setGeometry(contentsRect().x(), contentsRect().y(), gutterWidth(), contentsRect().height());
    m_gutter->update();
}

void SourceEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitGutter();
}

void SourceEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
    else if (event->type() == QEvent::FontChange)
        fitGutter();
}

void SourceEdit::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        QTextBlock block = firstVisibleBlock();
        for (; block.isValid(); block = block.next()) {
            const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
            if (place.top() > event->rect().bottom())
                break;
            const std::size_t row = m_firstRow + static_cast<std::size_t>(block.blockNumber());
            if (!m_source || row >= m_source->rows().size())
                break;
            const QRectF line(0, place.top(), viewport()->width(), place.height());
            if (const auto mark = m_marks.constFind(m_source->rows()[row].line); mark != m_marks.cend())
                painter.fillRect(line, toneBackground(toneOf(*mark), palette()));
            else if (row == currentRow())
                painter.fillRect(
                    line, mixed(palette().color(QPalette::Highlight), palette().color(QPalette::Base), 0.12));
        }
    }
    QPlainTextEdit::paintEvent(event);
}

bool SourceEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint) {
        paintGutter();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void SourceEdit::paintGutter()
{
    QPainter painter(m_gutter);
    painter.fillRect(m_gutter->rect(), palette().color(QPalette::Window));
    if (!m_source)
        return;
    const QColor text = palette().color(QPalette::WindowText);
    const QColor quiet = mixed(text, palette().color(QPalette::Window), 0.65);
    painter.setFont(font());
    const int size = fontMetrics().height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        const std::size_t row = m_firstRow + static_cast<std::size_t>(block.blockNumber());
        if (place.top() > m_gutter->height() || row >= m_source->rows().size())
            break;
        const SourceText::Row& at = m_source->rows()[row];
        if (at.isContinuation)
            continue;
        const int top = qRound(place.top());
        painter.setPen(row == currentRow() ? text : quiet);
        painter.drawText(QRect(0, top, m_gutter->width() - size / 3, size), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(at.line));
        if (const auto mark = m_marks.constFind(at.line); mark != m_marks.cend())
            toneIcon(toneOf(*mark)).paint(&painter, QRect(size / 8, top, size, size));
    }
}

}  // namespace ui
