// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/step_list.h"

#include "ui/scep/scep_words.h"
#include "ui/scep/step_row.h"

#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace ui {

StepList::StepList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(fontMetrics().height() / 4);
}

void StepList::clear()
{
    for (StepRow* row : m_rows) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
}

void StepList::put(const scep::Step& step, Tone tone)
{
    auto* row = new StepRow(step, tone, this);
    m_column->addWidget(row);
    m_rows.push_back(row);
    row->show();
}

void StepList::add(const scep::Step& step) { put(step, Tone::Info); }

void StepList::show(const scep::Report& report)
{
    std::vector<bool> open;
    std::transform(m_rows.begin(), m_rows.end(), std::back_inserter(open),
                   [](const StepRow* row) { return row->isOpen(); });
    clear();
    const bool isGood =
        report.outcome == scep::Outcome::WouldEnroll || report.outcome == scep::Outcome::Enrolled;
    for (std::size_t i = 0; i < report.steps.size(); ++i) {
        const bool isLast = i + 1 == report.steps.size();
        const bool isEnd = isLast && (!isGood || report.failure);
        put(report.steps[i], isEnd ? outcomeTone(report) : Tone::Good);
        if (i < open.size() && open[i])
            m_rows.back()->setOpen(true);
    }
}

}  // namespace ui
