// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_results.h"

#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using delivery::Delivered;

MailResults::MailResults(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout)
    , m_retry(new QPushButton(this))
{
    m_retry->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_rows);
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

void MailResults::setRetryEnabled(bool isEnabled) { m_retry->setEnabled(isEnabled); }

void MailResults::focusRetry()
{
    if (!m_retry->isHidden())
        m_retry->setFocus();
}

void MailResults::rebuild()
{
    clearLayout(m_rows);
    for (const Delivered& result : m_results) {
        auto* row = new Remark(this);
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
    m_retry->setText(count == 1 ? tr("T&ry the One That Failed Again")
                                : tr("T&ry the %n That Failed Again", nullptr, count));
    m_retry->setVisible(count > 0);
    setVisible(!m_results.empty());
}

}  // namespace ui
