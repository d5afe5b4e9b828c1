// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/log_input.h"

#include "ui/editor/source_edit.h"
#include "ui/editor/source_view.h"
#include "ui/explain/log_edit.h"
#include "ui/style/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

LogInput::LogInput(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(tr("&Log, message or code"), this))
    , m_pages(new QStackedWidget(this))
    , m_edit(new LogEdit(m_pages))
    , m_large(new SourceView(m_pages))
{
    m_edit->setAccessibleName(tr("Log, message or code"));
    m_edit->setPlaceholderText(tr("Paste a log, drop a file here,\nor type a code such as 22003\n"
                                  "or the sentence on the device’s screen"));
    m_large->edit()->setAccessibleName(tr("Log, message or code"));
    m_large->edit()->setFrameShape(QFrame::StyledPanel);
    m_pages->addWidget(m_edit);
    m_pages->addWidget(m_large);
    setPage(m_edit, m_edit);
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(fontMetrics().height() / 3);
    column->addWidget(m_label);
    column->addWidget(m_pages, 1);
    column->addWidget(m_remark);
    column->addWidget(m_buttons);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_isFilling)
            return;
        m_clear->setEnabled(!m_edit->document()->isEmpty());
        tell(Tone::Info, {});
        emit edited(m_edit->toPlainText());
    });
    // Later: an editor that was dropped upon says once more that it has changed.
    connect(m_edit, &LogEdit::largePasted, this, &LogInput::largePasted, Qt::QueuedConnection);
    connect(m_edit, &LogEdit::fileDropped, this, &LogInput::fileGiven, Qt::QueuedConnection);
    tell(Tone::Info, {});
    setUnderWay(false);
    m_clear->setEnabled(false);
}

void LogInput::makeButtons()
{
    m_remark = new QWidget(this);
    m_remarkIcon = new QLabel(m_remark);
    m_remarkText = new QLabel(m_remark);
    m_remarkText->setWordWrap(true);
    m_remarkText->setTextFormat(Qt::PlainText);
    m_cancel = new QPushButton(tr("Cancel"), m_remark);
    auto* remark = new QHBoxLayout(m_remark);
    remark->setContentsMargins({});
    remark->addWidget(m_remarkIcon, 0, Qt::AlignTop);
    remark->addWidget(m_remarkText, 1);
    remark->addWidget(m_cancel);
    m_buttons = new QWidget(this);
    auto* open = new QPushButton(icon(u"document-open"_s), tr("&Open File…"), m_buttons);
    open->setAccessibleName(tr("Open File…"));
    m_clear = new QPushButton(tr("Cl&ear"), m_buttons);
    m_clear->setAccessibleName(tr("Clear"));
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->addWidget(open);
    row->addWidget(m_clear);
    row->addStretch(1);
    connect(open, &QPushButton::clicked, this, &LogInput::openAsked);
    connect(m_clear, &QPushButton::clicked, this, &LogInput::clear);
    connect(m_cancel, &QPushButton::clicked, this, &LogInput::cancelAsked);
}

bool LogInput::isLarge() const { return m_pages->currentWidget() == m_large; }

void LogInput::showText(const QByteArray& utf8, const QString& name, const std::shared_ptr<SourceText>& rows)
{
    const QString about =
        tr("%1, %2").arg(name.isEmpty() ? tr("Pasted text") : name, QLocale().formattedDataSize(utf8.size()));
    m_clear->setEnabled(true);
    if (fill(utf8)) {
        setPage(m_edit, m_edit);
        m_large->setText(SourceText());
        return tell(Tone::Info, about);
    }
    m_large->setText(rows ? std::move(*rows) : SourceText(utf8));
    setPage(m_large, m_large->edit());
    fill({});
    tell(Tone::Info, tr("%1: too long to be edited here, so it is only shown").arg(about));
}

bool LogInput::fill(const QByteArray& utf8)
{
    if (utf8.size() > LogEdit::maxBytes)
        return false;
    const QString text = QString::fromUtf8(utf8);
    if (!LogEdit::canHold(text))
        return false;
    m_isFilling = true;
    m_edit->setPlainText(text);
    m_isFilling = false;
    // An editor begins new lines in places where a log does not: a lone CR, a paragraph separator.
    return m_edit->blockCount() == utf8.count('\n') + 1;
}

void LogInput::setPage(QWidget* page, QWidget* field)
{
    m_pages->setCurrentWidget(page);
    m_label->setBuddy(field);
    setFocusProxy(field);
}

void LogInput::clear()
{
    setPage(m_edit, m_edit);
    m_large->setText(SourceText());
    fill({});
    m_clear->setEnabled(false);
    tell(Tone::Info, {});
    emit edited({});
    m_edit->setFocus();
}

void LogInput::showLine(int line)
{
    if (isLarge())
        m_large->showLine(line);
    else
        m_edit->showLine(line);
}

int LogInput::currentLine() const
{
    return isLarge() ? m_large->currentLine() : m_edit->textCursor().blockNumber() + 1;
}

void LogInput::find()
{
    if (isLarge())
        m_large->find();
}

void LogInput::tell(Tone tone, const QString& text)
{
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_remarkIcon->setPixmap(toneIcon(tone).pixmap(QSize(extent, extent), devicePixelRatioF()));
    m_remarkText->setText(text);
    m_remarkText->setAccessibleName(text);
    m_remark->setVisible(!text.isEmpty());
}

QString LogInput::told() const { return m_remarkText->text(); }

void LogInput::setUnderWay(bool isUnderWay) { m_cancel->setVisible(isUnderWay); }

}  // namespace ui
