// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/identity_offer.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/fields/text_field.h"
#include "ui/explain/explain_words.h"
#include "ui/trust/trust_words.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

IdentityOffer::IdentityOffer(QWidget* parent)
    : TonePanel(Tone::Good, parent)
    , m_title(makeHeading({}, this))
    , m_facts(makeText({}, this))
{
    QWidget* placement = makePlacement();
    QWidget* passphrase = makePassphraseRow();
    // In the order in which the Tab key goes.
    m_isWritten = new QCheckBox(tr("Write the passphrase into the profile"), this);
    m_hint = new HintLabel({}, this);
    m_put = new QPushButton(tr("Put the Identity into the Profile"), this);
    m_reason = new HintLabel({}, this);
    m_isWritten->setChecked(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_put);
    buttons->addWidget(m_reason, 1);
    const int gap = fontMetrics().height() / 2;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(placement);
    column->addWidget(passphrase);
    column->addWidget(m_isWritten);
    column->addWidget(m_hint);
    column->addLayout(buttons);
    setFocusProxy(m_replace);
    connect(m_isWritten, &QCheckBox::toggled, this, &IdentityOffer::refresh);
    connect(m_passphrase, &QLineEdit::textChanged, this, &IdentityOffer::refresh);
    connect(m_put, &QPushButton::clicked, this, &IdentityOffer::putAsked);
}

QWidget* IdentityOffer::makePlacement()
{
    auto* group = new QWidget(this);
    m_replace = new QRadioButton(tr("In place of the SCEP payload"), group);
    m_beside = new QRadioButton(tr("Beside the SCEP payload"), group);
    m_replace->setToolTip(tr("What refers to the SCEP payload, Wi-Fi for example, refers to the identity"));
    m_beside->setToolTip(tr("Nothing refers to the identity yet, and the device still asks the server"));
    m_replace->setChecked(true);
    auto* row = new QVBoxLayout(group);
    row->setContentsMargins({});
    row->setSpacing(fontMetrics().height() / 5);
    row->addWidget(m_replace);
    row->addWidget(m_beside);
    return group;
}

QWidget* IdentityOffer::makePassphraseRow()
{
    auto* group = new QWidget(this);
    auto* label = new QLabel(tr("P&assphrase"), group);
    m_passphrase = new QLineEdit(group);
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_passphrase->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    label->setBuddy(m_passphrase);
    QToolButton* show = makeShowButton(m_passphrase, group);
    show->setAccessibleName(tr("Show passphrase"));
    auto* copy = new QToolButton(group);
    copy->setText(tr("Copy"));
    copy->setAccessibleName(tr("Copy passphrase"));
    copy->setFocusPolicy(Qt::TabFocus);
    auto* another = new QToolButton(group);
    another->setText(tr("Make Another"));
    another->setAccessibleName(tr("Make another passphrase"));
    another->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins({});
    for (QWidget* widget :
         {static_cast<QWidget*>(label), static_cast<QWidget*>(m_passphrase), static_cast<QWidget*>(show),
          static_cast<QWidget*>(copy), static_cast<QWidget*>(another)})
        row->addWidget(widget);
    row->setStretch(1, 1);
    m_passphrase->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    row->addStretch(0);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_passphrase->text()); });
    connect(another, &QToolButton::clicked, this, &IdentityOffer::makeAnother);
    return group;
}

void IdentityOffer::makeAnother()
{
    m_passphrase->setText(QString::fromUtf8(scep::makePassphrase().bytes()));
    m_passphrase->setCursorPosition(0);
}

void IdentityOffer::show(const scep::Issued& issued)
{
    const x509::Certificate& certificate = issued.certificate;
    m_title->setText(tr("Issued: %1").arg(certificate.displayName()));
    m_title->setAccessibleName(m_title->text());
    m_about = tr("Serial number %1, valid %2 – %3")
                  .arg(certificate.serialNumber(), dayText(certificate.notBefore()),
                       dayText(certificate.notAfter()));
    setCarried(false);
    makeAnother();
    refresh();
    QWidget::show();
}

void IdentityOffer::setCarried(bool isCarried)
{
    m_facts->setText(
        isCarried
            ? tr("%1. It is in the profile with its private key: save the profile to keep it").arg(m_about)
            : tr("%1. Its private key is in memory only: put it into the profile, or it is "
                 "lost when the window closes")
                  .arg(m_about));
    m_facts->setAccessibleName(m_facts->text());
}

void IdentityOffer::setObstacle(const QString& reason)
{
    m_obstacle = reason;
    refresh();
}

void IdentityOffer::refresh()
{
    m_hint->setText(m_isWritten->isChecked()
                        ? tr("Anyone who has the file can use the identity: it holds the key and the "
                             "passphrase")
                        : tr("The device asks for the passphrase: copy it now, it stands nowhere else"));
    const QString reason = m_obstacle.isEmpty() && m_passphrase->text().isEmpty()
                               ? tr("Devices take no identity without a passphrase")
                               : m_obstacle;
    m_put->setEnabled(reason.isEmpty());
    m_reason->setText(reason);
    m_put->setAccessibleDescription(reason);
}

scep::Placement IdentityOffer::placement() const
{
    return m_replace->isChecked() ? scep::Placement::Replace : scep::Placement::Beside;
}

scep::PassphraseIn IdentityOffer::passphraseIn() const
{
    return m_isWritten->isChecked() ? scep::PassphraseIn::Profile : scep::PassphraseIn::Mind;
}

base::Secret IdentityOffer::passphrase() const { return base::Secret(m_passphrase->text().toUtf8()); }

}  // namespace ui
