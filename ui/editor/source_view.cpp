// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/source_view.h"

#include "ui/editor/source_edit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

SourceView::SourceView(QWidget* parent)
    : QWidget(parent)
    , m_edit(new SourceEdit(this))
    , m_partBar(new QWidget(this))
    , m_partText(new QLabel(m_partBar))
    , m_previous(new QPushButton(tr("Earlier part"), m_partBar))
    , m_next(new QPushButton(tr("Later part"), m_partBar))
{
    m_previous->setAccessibleName(tr("Earlier part"));
    m_next->setAccessibleName(tr("Later part"));
    auto* row = new QHBoxLayout(m_partBar);
    const int gap = fontMetrics().height() / 3;
    row->setContentsMargins(gap, gap, gap, gap);
    row->addWidget(m_partText, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_partBar);
    column->addWidget(m_edit, 1);
    setFocusProxy(m_edit);
    connect(m_previous, &QPushButton::clicked, this,
            [this] { showRow((m_part - 1) * SourceText::rowsPerPart); });
    connect(m_next, &QPushButton::clicked, this, [this] { showRow((m_part + 1) * SourceText::rowsPerPart); });
    showPartBar();
}

void SourceView::setText(const QByteArray& utf8)
{
    if (utf8 == m_text.bytes() && !m_text.rows().empty())
        return;
    m_text = SourceText(utf8);
    showPart(qMin(m_part, m_text.partCount() - 1));
}

void SourceView::setMarks(const QMap<int, report::Severity>& marks) { m_edit->setMarks(marks); }

void SourceView::showLine(int line)
{
    if (!m_text.rows().empty())
        showRow(m_text.rowOfLine(line));
}

void SourceView::showOffset(qsizetype offset)
{
    if (!m_text.rows().empty())
        showRow(m_text.rowOfOffset(offset));
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
