// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/field_grid.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace ui {

FieldGrid::FieldGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(fontMetrics().height() / 2);
}

void FieldGrid::add(const QString& label, QWidget* field, QWidget* input)
{
    QWidget* named = input ? input : field;
    auto* caption = new QLabel(label, this);
    caption->setBuddy(named);
    named->setAccessibleName(QString(label).remove(u'&'));
    field->setParent(this);
    field->setSizePolicy(QSizePolicy::Expanding, field->sizePolicy().verticalPolicy());
    if (!m_entries.empty())
        setTabOrder(m_entries.back().field, field);
    m_entries.push_back({caption, field});
    arrange();
}

void FieldGrid::setShown(const QWidget* field, bool isShown)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [field](const Entry& one) { return one.field == field; });
    if (entry == m_entries.end() || entry->isShown == isShown)
        return;
    entry->isShown = isShown;
    arrange();
}

int FieldGrid::columnsFor(int width) const { return width < fontMetrics().averageCharWidth() * 110 ? 1 : 2; }

QSize FieldGrid::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, m_grid->minimumSize().height()};
}

void FieldGrid::arrange()
{
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    m_columns = columnsFor(width());
    const auto shown = static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return entry.isShown; }));
    int place = 0;
    for (const Entry& entry : m_entries) {
        entry.label->setVisible(entry.isShown);
        entry.field->setVisible(entry.isShown);
        if (!entry.isShown)
            continue;
        const int row = place / m_columns;
        const int column = 2 * (place % m_columns);
        m_grid->addWidget(entry.label, row, column);
        ++place;
        // One that is left over has the row to itself.
        const bool isAlone = place == shown && column == 0 && m_columns == 2;
        m_grid->addWidget(entry.field, row, column + 1, 1, isAlone ? 3 : 1);
    }
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, m_columns == 2 ? 1 : 0);
    updateGeometry();
}

void FieldGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (columnsFor(width()) != m_columns)
        arrange();
}

}  // namespace ui
