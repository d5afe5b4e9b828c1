// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wait_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>

using namespace std::chrono_literals;

namespace ui {

WaitRow::WaitRow(std::chrono::seconds limit, QWidget* parent)
    : QWidget(parent)
    , m_limit(limit)
    , m_cancel(new QPushButton(tr("Cance&l"), this))
    , m_progress(new QProgressBar(this))
    , m_time(new QLabel(this))
    , m_patience(new QTimer(this))
    , m_clock(new QTimer(this))
{
    m_cancel->setToolTip(tr("Stops it (Escape)"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_cancel);
    row->addWidget(m_progress, 1);
    row->addWidget(m_time);
    row->addStretch(1);
    m_patience->setSingleShot(true);
    m_patience->setInterval(500ms);
    m_clock->setInterval(1s);
    // Of the whole window, as long as this can be seen, wherever the focus is.
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &WaitRow::cancelAsked);
    connect(m_cancel, &QPushButton::clicked, this, &WaitRow::cancelAsked);
    connect(m_patience, &QTimer::timeout, this, [this] {
        m_progress->show();
        m_time->show();
    });
    connect(m_clock, &QTimer::timeout, this, [this] {
        ++m_elapsed;
        showTime();
    });
    setUnderWay(false);
}

void WaitRow::setUnderWay(bool isUnderWay)
{
    setVisible(isUnderWay);
    m_progress->hide();
    m_time->hide();
    m_elapsed = 0s;
    showTime();
    for (QTimer* timer : {m_patience, m_clock}) {
        if (isUnderWay)
            timer->start();
        else
            timer->stop();
    }
}

void WaitRow::showTime()
{
    m_time->setText(
        tr("%1 s; gives up after %2 s without an answer").arg(m_elapsed.count()).arg(m_limit.count()));
    m_time->setAccessibleName(m_time->text());
}

QString WaitRow::told() const { return m_time->isHidden() ? QString() : m_time->text(); }

}  // namespace ui
