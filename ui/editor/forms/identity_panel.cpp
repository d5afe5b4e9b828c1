// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/identity_panel.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/style/tone.h"
#include "ui/task.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// A line of icon and wrapped text; the two labels are given back for later.
QWidget* makeLine(QWidget* parent, QLabel*& icon, QLabel*& text)
{
    auto* line = new QWidget(parent);
    icon = new QLabel(line);
    text = new QLabel(line);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    return line;
}

void setIcon(QLabel* label, Tone tone)
{
    label->setPixmap(toneIcon(tone).pixmap(label->style()->pixelMetric(QStyle::PM_SmallIconSize)));
}

/// What old and unusual protections mean on a device; empty when there is nothing to say.
QString warningAbout(const x509::Pkcs12Protection& protection)
{
    if (protection.usesUnusualPbes2)
        return IdentityPanel::tr("No Apple system reads this encryption; it will call the passphrase wrong. "
                                 "Re-encode the file for Apple devices");
    if (protection.usesPbes2)
        return IdentityPanel::tr(
            "Systems before iOS 18 and macOS 15 may call the passphrase wrong: they expect "
            "the older encryption (3DES, SHA-1)");
    if (protection.encryption.contains(u"PBE-SHA1-RC2-40"_s))
        return IdentityPanel::tr("The certificate is protected by RC2 with 40 bits, which is no protection");
    return {};
}

}  // namespace

IdentityPanel::IdentityPanel(QWidget* parent)
    : QWidget(parent)
    , m_protection(new HintLabel({}, this))
    , m_cards(new QVBoxLayout)
{
    QLabel* warningIcon = nullptr;
    m_warning = makeLine(this, warningIcon, m_warningText);
    setIcon(warningIcon, Tone::Warning);
    m_outcome = makeLine(this, m_outcomeIcon, m_outcomeText);
    m_warning->hide();
    m_outcome->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_outcome);
    layout->addLayout(m_cards);
    layout->addWidget(m_protection);
    layout->addWidget(m_warning);
}

void IdentityPanel::show(const QByteArray& bytes, const QString& passphrase)
{
    const bool isNewFile = bytes != m_bytes;
    if (!isNewFile && passphrase == m_passphrase)
        return;
    m_bytes = bytes;
    m_passphrase = passphrase;
    const int attempt = ++m_attempt;
    if (isNewFile)
        describe(bytes);
    if (passphrase.isEmpty()) {
        clearCards();
        setIcon(m_outcomeIcon, Tone::Info);
        m_outcomeText->setText(tr("Enter the passphrase to see who it is; a device asks for it if it is not "
                                  "in the profile"));
        m_outcome->setVisible(!bytes.isEmpty());
        return;
    }
    runThen(
        this,
        [bytes, passphrase](const std::stop_token&) {
            return x509::readPkcs12(bytes, base::Secret(passphrase.toUtf8()));
        },
        [this, attempt](const base::Result<x509::Pkcs12>& identity) {
            if (attempt == m_attempt)
                take(identity);
        });
}

QString IdentityPanel::text() const { return m_outcomeText->text(); }

void IdentityPanel::describe(const QByteArray& bytes)
{
    const auto protection = x509::readPkcs12Protection(bytes);
    const QString warning = protection ? warningAbout(*protection) : protection.error().message;
    m_warningText->setText(warning);
    m_warning->setVisible(!warning.isEmpty() && !bytes.isEmpty());
    m_protection->setVisible(protection.has_value());
    if (!protection)
        return;
    const QString mac = protection->hasMac
                            ? tr("%1, %2 rounds").arg(protection->macDigest).arg(protection->macIterations)
                            : tr("none");
    m_protection->setText(tr("Encryption: %1. Integrity: %2").arg(protection->encryption.join(u", "_s), mac));
}

void IdentityPanel::take(const base::Result<x509::Pkcs12>& identity)
{
    clearCards();
    m_outcome->show();
    if (!identity) {
        setIcon(m_outcomeIcon, Tone::Error);
        m_outcomeText->setText(identity.error().message);
        return;
    }
    const x509::Certificate* leaf = identity->leaf();
    if (!leaf) {
        setIcon(m_outcomeIcon, Tone::Error);
        m_outcomeText->setText(
            tr("The passphrase is right, but there is no private key with its certificate inside"));
        return;
    }
    setIcon(m_outcomeIcon, Tone::Good);
    const auto further = identity->certificates.size() - 1;
    m_outcomeText->setText(further == 0 ? tr("The passphrase is right")
                           : further == 1
                               ? tr("The passphrase is right; one more certificate is inside")
                               : tr("The passphrase is right; %1 more certificates are inside").arg(further));
    auto* card = new CertificateCard(*leaf, QDateTime::currentDateTimeUtc(), this);
    connect(card, &CertificateCard::exportAsked, this, [this, shown = *leaf] { emit exportAsked(shown); });
    m_cards->addWidget(card);
    emit opened(*leaf);
}

void IdentityPanel::clearCards()
{
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace ui
