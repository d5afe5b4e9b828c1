// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_view.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/source_edit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

SourceView::SourceView(QWidget* parent)
    : QWidget(parent)
    , m_edit(new SourceEdit(this))
    , m_notice(new HintLabel({}, this))
    , m_secretBar(new QWidget(this))
    , m_partBar(new QWidget(this))
{
    makeSecretBar();
    makePartBar();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_secretBar);
    column->addWidget(m_partBar);
    column->addWidget(m_edit, 1);
    column->addWidget(makeFindBar());
    const int gap = fontMetrics().height() / 3;
    m_notice->setContentsMargins(gap, gap, gap, gap);
    m_notice->hide();
    setFocusProxy(m_edit);
    showPartBar();
}

void SourceView::makeSecretBar()
{
    m_secretText = new QLabel(m_secretBar);
    auto* shows = new QCheckBox(tr("Show secrets"), m_secretBar);
    shows->setAccessibleName(tr("Show secrets"));
    auto* row = new QHBoxLayout(m_secretBar);
    const int gap = fontMetrics().height() / 3;
    row->setContentsMargins(gap, gap, gap, gap);
    row->addWidget(m_secretText, 1);
    row->addWidget(shows);
    connect(shows, &QCheckBox::toggled, this, [this](bool checked) {
        m_showsSecrets = checked;
        showText();
    });
    m_secretBar->hide();
}

void SourceView::makePartBar()
{
    m_partText = new QLabel(m_partBar);
    m_previous = new QPushButton(tr("Earlier part"), m_partBar);
    m_next = new QPushButton(tr("Later part"), m_partBar);
    m_previous->setAccessibleName(tr("Earlier part"));
    m_next->setAccessibleName(tr("Later part"));
    auto* row = new QHBoxLayout(m_partBar);
    const int gap = fontMetrics().height() / 3;
    row->setContentsMargins(gap, gap, gap, gap);
    row->addWidget(m_partText, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_previous, &QPushButton::clicked, this,
            [this] { showRow((m_part - 1) * SourceText::rowsPerPart); });
    connect(m_next, &QPushButton::clicked, this, [this] { showRow((m_part + 1) * SourceText::rowsPerPart); });
}

QWidget* SourceView::makeFindBar()
{
    m_findBar = new QWidget(this);
    m_needle = new QLineEdit(m_findBar);
    m_needle->setPlaceholderText(tr("Find in the source"));
    m_needle->setAccessibleName(tr("Find in the source"));
    m_needle->setClearButtonEnabled(true);
    m_needle->installEventFilter(this);
    m_findResult = new QLabel(m_findBar);
    auto* row = new QHBoxLayout(m_findBar);
    const int gap = fontMetrics().height() / 3;
    row->setContentsMargins(gap, gap, gap, gap);
    row->addWidget(m_needle, 1);
    row->addWidget(m_findResult);
    const auto addButton = [this, row](const QString& text, void (SourceView::*run)()) {
        auto* button = new QPushButton(text, m_findBar);
        button->setAccessibleName(text);
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
    };
    addButton(tr("Previous"), &SourceView::findPrevious);
    addButton(tr("Next"), &SourceView::findNext);
    // From where the search stands, so that typing on does not skip what still fits.
    connect(m_needle, &QLineEdit::textChanged, this,
            [this](const QString& text) { showFound(m_text.find(text, m_edit->currentOffset())); });
    connect(m_needle, &QLineEdit::returnPressed, this, &SourceView::findNext);
    m_findBar->hide();
    return m_findBar;
}

void SourceView::find()
{
    m_findBar->show();
    m_needle->setFocus();
    m_needle->selectAll();
}

void SourceView::findNext() { showFound(m_text.find(m_needle->text(), m_edit->currentOffset() + 1)); }

void SourceView::findPrevious() { showFound(m_text.findBefore(m_needle->text(), m_edit->currentOffset())); }

void SourceView::showFound(qsizetype offset)
{
    m_findResult->setText(offset < 0 && !m_needle->text().isEmpty() ? tr("Not found") : QString());
    if (offset < 0)
        return;
    const std::size_t row = m_text.rowOfOffset(offset);
    if (row / SourceText::rowsPerPart != m_part)
        showPart(row / SourceText::rowsPerPart);
    m_edit->select(row, offset, offset + m_needle->text().toUtf8().size());
}

bool SourceView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_needle && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_findBar->hide();
        m_edit->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SourceView::setText(const QByteArray& utf8, const std::vector<plist::Range>& secrets)
{
    if (utf8 == m_original && secrets == m_secrets && !m_text.rows().empty())
        return;
    m_original = utf8;
    m_secrets = secrets;
    showText();
}

void SourceView::setText(SourceText text)
{
    m_original = text.bytes();
    m_secrets.clear();
    m_secretBar->hide();
    m_text = std::move(text);
    showPart(qMin(m_part, m_text.partCount() - 1));
}

void SourceView::showText()
{
    m_text = SourceText(m_showsSecrets ? m_original : masked(m_original, m_secrets));
    showPart(qMin(m_part, m_text.partCount() - 1));
    const auto count = static_cast<int>(m_secrets.size());
    m_secretBar->setVisible(count > 0);
    if (m_showsSecrets)
        m_secretText->setText(tr("Secrets are shown, and copied with the text"));
    else
        m_secretText->setText(count == 1 ? tr("1 secret is hidden")
                                         : tr("%n secrets are hidden", nullptr, count));
}

void SourceView::setNotice(const QString& text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_edit->setAccessibleDescription(text);
}

void SourceView::setMarks(const QMap<int, report::Severity>& marks) { m_edit->setMarks(marks); }

void SourceView::showLine(int line)
{
    if (!m_text.rows().empty())
        showRow(m_text.rowOfLine(line));
}

void SourceView::showOffset(qsizetype offset)
{
    if (m_text.rows().empty())
        return;
    showRow(m_text.rowOfOffset(m_showsSecrets ? offset : maskedOffset(m_original, m_secrets, offset)));
}

int SourceView::currentLine() const
{
    const std::size_t row = m_edit->currentRow();
    return row < m_text.rows().size() ? m_text.rows()[row].line : 1;
}

QString SourceView::selectedText() const { return m_edit->selectedSource(); }

void SourceView::showRow(std::size_t row)
{
    const std::size_t part = row / SourceText::rowsPerPart;
    if (part != m_part)
        showPart(part);
    m_edit->goToRow(row);
}

void SourceView::showPart(std::size_t part)
{
    m_part = part;
    m_edit->showPart(m_text, part);
    showPartBar();
}

void SourceView::showPartBar()
{
    const std::size_t parts = m_text.partCount();
    m_partBar->setVisible(parts > 1);
    if (parts == 1)
        return;
    const std::size_t first = m_part * SourceText::rowsPerPart;
    const std::size_t last = qMin(first + SourceText::rowsPerPart, m_text.rows().size()) - 1;
    const QLocale locale;
    m_partText->setText(tr("Lines %1 to %2 of %3")
                            .arg(locale.toString(m_text.rows()[first].line),
                                 locale.toString(m_text.rows()[last].line),
                                 locale.toString(m_text.lineCount())));
    m_previous->setEnabled(m_part > 0);
    m_next->setEnabled(m_part + 1 < parts);
}

}  // namespace ui
