// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/challenge_card.h"

#include "core/x509/certificate.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/fields/text_field.h"
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ChallengeCard::ChallengeCard(QWidget* parent)
    : TonePanel(Tone::Info, parent)
    , m_clock(new Remark(this))
    , m_use(new Remark(this))
    , m_reading(new Remark(this))
{
    auto* heading = makeHeading(tr("Challenge"), this);
    QWidget* challenge = makeChallengeRow();
    m_thumbprintRow = makeThumbprintRow();
    m_put = new QPushButton(tr("Put into the Pa&yload"), this);
    m_put->setAccessibleName(tr("Put into the Payload"));
    m_reason = new HintLabel({}, this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_put, 0, Qt::AlignTop);
    buttons->addWidget(m_reason, 1);
    const int gap = fontMetrics().height() / 2;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->addWidget(heading);
    column->addWidget(challenge);
    column->addWidget(m_clock);
    column->addWidget(m_use);
    column->addWidget(m_reading);
    column->addWidget(m_thumbprintRow);
    column->addLayout(buttons);
    m_reading->tell(Tone::Warning, tr("The page is in another language and was read by its form: compare the "
                                      "challenge with the page"));
    connect(m_put, &QPushButton::clicked, this, &ChallengeCard::putAsked);
}

QWidget* ChallengeCard::makeChallengeRow()
{
    auto* group = new QWidget(this);
    m_challenge = new QLineEdit(group);
    m_challenge->setReadOnly(true);
    m_challenge->setAccessibleName(tr("Challenge"));
    m_challenge->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    m_challenge->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
    m_show = makeShowButton(m_challenge, group);
    m_show->setAccessibleName(tr("Show challenge"));
    auto* copy = makeCopyButton(
        tr("Copy challenge"), [line = m_challenge] { return line->text(); }, group);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins({});
    row->addWidget(m_challenge, 1);
    row->addWidget(m_show);
    row->addWidget(copy);
    row->addStretch(0);
    setFocusProxy(m_challenge);
    return group;
}

QWidget* ChallengeCard::makeThumbprintRow()
{
    auto* group = new QWidget(this);
    auto* label = new QLabel(tr("CA's MD5 &thumbprint"), group);
    m_thumbprint = new QLineEdit(group);
    m_thumbprint->setReadOnly(true);
    m_thumbprint->setAccessibleName(tr("CA's MD5 thumbprint"));
    label->setBuddy(m_thumbprint);
    auto* copy = makeCopyButton(
        tr("Copy thumbprint"), [line = m_thumbprint] { return line->text(); }, group);
    m_withThumbprint = new QCheckBox(tr("Put it in too, as CAF&ingerprint"), group);
    m_withThumbprint->setToolTip(
        tr("The device checks the server's answer against it. It takes the place of a fingerprint that the "
           "payload has"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins({});
    row->addWidget(m_thumbprint, 1);
    row->addWidget(copy);
    auto* column = new QVBoxLayout(group);
    column->setContentsMargins({});
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_withThumbprint);
    return group;
}

void ChallengeCard::show(const ndes::Challenge& challenge, const QDateTime& now)
{
    m_show->setChecked(false);
    m_challenge->setText(QString::fromLatin1(challenge.value.bytes()));
    m_challenge->setCursorPosition(0);
    m_reading->setVisible(challenge.reading == ndes::Reading::Shape);
    m_thumbprintRow->setVisible(!challenge.caThumbprint.isEmpty());
    m_thumbprint->setText(x509::hexWithColons(challenge.caThumbprint));
    m_thumbprint->setCursorPosition(0);
    refresh(challenge, now);
    QWidget::show();
}

void ChallengeCard::refresh(const ndes::Challenge& challenge, const QDateTime& now)
{
    const QString clockNow = clockText(challenge, now);
    const Tone tone = clockTone(challenge, now);
    // Minutes that pass are shown; only another state is worth interrupting somebody for.
    const auto stateOf = [](const QString& text) {
        return text.section(u':', 0, 0);
    };
    if (clockNow != m_clock->told()) {
        if (m_clock->told().isEmpty() || stateOf(clockNow) == stateOf(m_clock->told()))
            m_clock->tell(tone, clockNow);
        else
            m_clock->announce(tone, clockNow);
    }
}

void ChallengeCard::setUse(Tone tone, const QString& text) { m_use->tell(tone, text); }

void ChallengeCard::setObstacle(const QString& reason)
{
    m_put->setEnabled(reason.isEmpty());
    m_put->setAccessibleDescription(reason);
    m_reason->setText(reason);
}

bool ChallengeCard::isThumbprintWanted() const { return m_withThumbprint->isChecked(); }

QString ChallengeCard::clock() const { return m_clock->told(); }

QString ChallengeCard::use() const { return m_use->told(); }

}  // namespace ui
