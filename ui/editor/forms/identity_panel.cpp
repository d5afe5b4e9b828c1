// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/identity_panel.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/style/tone.h"
#include "ui/task.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
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
                                 "Re-encode it for Apple devices");
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
    , m_rename(new QPushButton(this))
    , m_cards(new QVBoxLayout)
{
    m_outcome = makeLine(this, m_outcomeIcon, m_outcomeText);
    m_outcome->hide();
    m_rename->setAutoDefault(false);
    m_rename->hide();
    connect(m_rename, &QPushButton::clicked, this, [this] { emit nameAccepted(m_name); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_outcome);
    layout->addWidget(m_rename, 0, Qt::AlignLeft);
    layout->addLayout(m_cards);
    layout->addWidget(m_protection);
    addWarning();
}

void IdentityPanel::addWarning()
{
    m_warning = new QWidget(this);
    QLabel* icon = nullptr;
    QWidget* line = makeLine(m_warning, icon, m_warningText);
    setIcon(icon, Tone::Warning);
    m_reencode = new QPushButton(tr("Re-encode for all devices"), m_warning);
    m_reencode->setAutoDefault(false);
    m_reencodeHint = new HintLabel(tr("Needs the passphrase"), m_warning);
    connect(m_reencode, &QPushButton::clicked, this, &IdentityPanel::reencode);
    auto* action = new QHBoxLayout;
    action->addWidget(m_reencode);
    action->addWidget(m_reencodeHint, 1);
    auto* layout = new QVBoxLayout(m_warning);
    layout->setContentsMargins({});
    layout->addWidget(line);
    layout->addLayout(action);
    m_warning->hide();
    static_cast<QVBoxLayout*>(this->layout())->addWidget(m_warning);
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
        close();
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

QString IdentityPanel::identityName() const
{
    const x509::Certificate* leaf = m_identity && m_identity->keys.size() == 1 ? m_identity->leaf() : nullptr;
    if (!leaf)
        return {};
    const QString name = m_identity->friendlyName.trimmed();
    return name.isEmpty() ? leaf->displayName() : name;
}

void IdentityPanel::offerName(const QString& name)
{
    m_name = name;
    m_rename->setVisible(!name.isEmpty());
    // A name's ampersand is no mnemonic.
    m_rename->setText(tr("Call the payload “%1”").arg(QString(name).replace(u'&', u"&&"_s)));
}

void IdentityPanel::describe(const QByteArray& bytes)
{
    const auto protection = x509::readPkcs12Protection(bytes);
    const QString warning = protection ? warningAbout(*protection) : protection.error().message;
    m_warningText->setText(warning);
    m_warning->setVisible(!warning.isEmpty() && !bytes.isEmpty());
    m_reencode->setVisible(protection.has_value());
    m_protection->setVisible(protection.has_value());
    close();
    if (!protection)
        return;
    const QString mac = protection->hasMac
                            ? tr("%1, %2 rounds").arg(protection->macDigest).arg(protection->macIterations)
                            : tr("none");
    m_protection->setText(tr("Encryption: %1. Integrity: %2").arg(protection->encryption.join(u", "_s), mac));
}

void IdentityPanel::take(const base::Result<x509::Pkcs12>& identity)
{
    close();
    m_outcome->show();
    if (!identity) {
        setIcon(m_outcomeIcon, Tone::Error);
        m_outcomeText->setText(identity.error().message);
        return;
    }
    m_identity = *identity;
    const std::vector<const x509::Certificate*> leaves = m_identity->leaves();
    if (leaves.empty()) {
        setIcon(m_outcomeIcon, Tone::Error);
        m_outcomeText->setText(
            tr("The passphrase is right, but there is no private key with its certificate inside"));
        return;
    }
    showCards(leaves);
    const std::size_t keys = m_identity->keys.size();
    const bool isOne = keys == 1;
    const std::size_t further = m_identity->certificates.size() - 1;
    setIcon(m_outcomeIcon, isOne ? Tone::Good : Tone::Warning);
    m_outcomeText->setText(
        !isOne ? tr("The passphrase is right, but %1 identities are inside, and which of them a device "
                    "takes cannot be told: put each into a file and a payload of its own")
                     .arg(keys)
        : further == 0 ? tr("The passphrase is right")
        : further == 1 ? tr("The passphrase is right; one more certificate is inside")
                       : tr("The passphrase is right; %1 more certificates are inside").arg(further));
    m_reencode->setEnabled(isOne);
    m_reencodeHint->setVisible(!isOne);
    m_reencodeHint->setText(tr("Needs a file with one identity"));
    emit opened();
}

void IdentityPanel::showCards(const std::vector<const x509::Certificate*>& leaves)
{
    for (const x509::Certificate* leaf : leaves) {
        auto* card = new CertificateCard(*leaf, QDateTime::currentDateTimeUtc(), this);
        connect(card, &CertificateCard::exportAsked, this,
                [this, shown = *leaf] { emit exportAsked(shown); });
        m_cards->addWidget(card);
    }
}

void IdentityPanel::reencode()
{
    if (!m_identity)
        return;
    runThen(
        this,
        [identity = *m_identity, passphrase = m_passphrase](const std::stop_token&) {
            return x509::reencodePkcs12(identity, base::Secret(passphrase.toUtf8()));
        },
        [this, attempt = m_attempt](const base::Result<QByteArray>& bytes) {
            if (attempt != m_attempt)
                return;
            if (bytes) {
                emit reencoded(*bytes);
                return;
            }
            setIcon(m_outcomeIcon, Tone::Error);
            m_outcomeText->setText(bytes.error().message);
        });
}

/// Shows no identity any more.
void IdentityPanel::close()
{
    m_identity.reset();
    offerName({});
    m_reencode->setEnabled(false);
    m_reencodeHint->setText(tr("Needs the passphrase"));
    m_reencodeHint->show();
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace ui
