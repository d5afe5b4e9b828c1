// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_results.h"

#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using delivery::Delivered;

MailResults::MailResults(QWidget* parent)
    : QWidget(parent)
    , m_room(new QScrollArea(this))
    , m_rows(new QVBoxLayout)
    , m_retry(new QPushButton(this))
{
    m_retry->setAutoDefault(false);
    auto* content = new QWidget;
    content->setLayout(m_rows);
    m_rows->setContentsMargins({});
    m_room->setFrameShape(QFrame::NoFrame);
    m_room->setWidgetResizable(true);
    m_room->setWidget(content);
    m_room->setAccessibleName(tr("What became of it"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_room);
    column->addWidget(m_retry, 0, Qt::AlignLeft);
    connect(m_retry, &QPushButton::clicked, this, &MailResults::retryAsked);
    rebuild();
}

void MailResults::clear()
{
    m_results.clear();
    rebuild();
}

void MailResults::add(const std::vector<Delivered>& results)
{
    for (const Delivered& result : results) {
        const auto same = std::find_if(m_results.begin(), m_results.end(),
                                       [&](const Delivered& other) { return other.to == result.to; });
        if (same == m_results.end())
            m_results.push_back(result);
        else
            *same = result;
    }
    rebuild();
}

QStringList MailResults::failed() const
{
    QStringList failed;
    for (const Delivered& result : m_results) {
        if (result.failure && !result.isUncertain)
            failed << result.to;
    }
    return failed;
}

int MailResults::sentCount() const
{
    return static_cast<int>(std::count_if(m_results.begin(), m_results.end(),
                                          [](const Delivered& result) { return !result.failure; }));
}

QString MailResults::commonReason() const
{
    QString reason;
    for (const Delivered& result : m_results) {
        if (!result.failure)
            continue;
        const QString own = withHint(*result.failure);
        if (!reason.isEmpty() && own != reason)
            return {};
        reason = own;
    }
    return reason;
}

void MailResults::setRetryEnabled(bool isEnabled) { m_retry->setEnabled(isEnabled); }

void MailResults::focusRetry()
{
    if (!m_retry->isHidden())
        m_retry->setFocus();
}

void MailResults::rebuild()
{
    clearLayout(m_rows);
    QWidget* content = m_room->widget();
    for (const Delivered& result : m_results) {
        auto* row = new Remark(content);
        if (!result.failure)
            row->tell(Tone::Good, tr("Sent to %1").arg(result.to));
        else if (result.isUncertain)
            row->tell(Tone::Warning,
                      tr("It is not known whether %1 has it: %2. Ask there before you send again")
                          .arg(result.to, withHint(*result.failure)));
        else
            row->tell(Tone::Error, tr("Not sent to %1: %2").arg(result.to, withHint(*result.failure)));
        m_rows->addWidget(row);
    }
    const auto count = static_cast<int>(failed().size());
    m_retry->setText(count == 1 ? tr("Try the One That Failed A&gain")
                                : tr("Try the %n That Failed A&gain", nullptr, count));
    m_retry->setVisible(count > 0);
    setVisible(!m_results.empty());
    fit();
}

void MailResults::fit()
{
    // As high as what is in it, until that would push the fields out of the window.
    constexpr int mostLines = 7;
    const QWidget* content = m_room->widget();
    const int wanted = content->hasHeightForWidth() ? content->heightForWidth(m_room->viewport()->width())
                                                    : content->sizeHint().height();
    m_room->setFixedHeight(qMin(wanted, mostLines * fontMetrics().lineSpacing()));
}

void MailResults::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

}  // namespace ui
