// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/certificate_card.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/certificate_remarks.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/forms/validity_bar.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int titlePercent = 115;
constexpr qsizetype charactersOfByte = 3;  ///< two digits and a colon
constexpr qsizetype bytesInWide = 16;
constexpr qsizetype bytesInNarrow = 8;

/// A fingerprint in lines of 16 bytes, of 8 where there is no room for them.
class FingerprintLabel : public QLabel
{
public:
    FingerprintLabel(const QString& hex, QWidget* parent) : QLabel(parent), m_hex(hex)
    {
        setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        setTextFormat(Qt::PlainText);
        setText(inLinesOf(bytesInWide));
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {widthOf(bytesInNarrow), QLabel::sizeHint().height()};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QLabel::resizeEvent(event);
        const QString text = inLinesOf(width() < widthOf(bytesInWide) ? bytesInNarrow : bytesInWide);
        if (text != this->text())
            setText(text);
    }

private:
    [[nodiscard]] QString inLinesOf(qsizetype bytes) const
    {
        QStringList lines;
        for (qsizetype i = 0; i < m_hex.size(); i += bytes * charactersOfByte)
            lines << m_hex.mid(i, bytes * charactersOfByte);
        return lines.join(u'\n');
    }
    [[nodiscard]] int widthOf(qsizetype bytes) const
    {
        return fontMetrics().horizontalAdvance(QString(bytes * charactersOfByte, u'0'));
    }

    QString m_hex;
};

}  // namespace

QString keyText(const x509::PublicKeyInfo& key)
{
    if (!key.curve.isEmpty())
        return CertificateCard::tr("%1, %2").arg(key.algorithm, key.curve);
    return key.bits > 0 ? CertificateCard::tr("%1, %2 bits").arg(key.algorithm).arg(key.bits) : key.algorithm;
}

CertificateCard::CertificateCard(const x509::Certificate& certificate,
                                 const QDateTime& now,
                                 QWidget* parent,
                                 Remarks remarks)
    : QFrame(parent)
    , m_remarks(remarks)
    , m_grid(new QGridLayout)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(certificate.displayName());
    auto* title = new QLabel(certificate.displayName(), this);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * titlePercent / 100);
    title->setFont(bold);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto* role = new HintLabel(certificateRole(certificate), this);
    auto* save = new QToolButton(this);
    save->setText(tr("Export certificate…"));
    save->setFocusPolicy(Qt::TabFocus);
    connect(save, &QToolButton::clicked, this, &CertificateCard::exportAsked);
    auto* head = new QHBoxLayout;
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(title);
    names->addWidget(role);
    head->addLayout(names, 1);
    head->addWidget(save, 0, Qt::AlignTop);

    auto* layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addLayout(m_grid);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(5);
    addLine(tr("Subject"), certificate.subject().toString());
    addLine(tr("Issuer"), certificate.issuer().toString());
    auto* bar = new ValidityBar(certificate.notBefore(), certificate.notAfter(), now, this);
    addLine(tr("Validity"), bar->text());
    m_grid->addWidget(bar, m_line++, 1);
    addRemark(remarkOnValidity(certificate, now));
    const x509::PublicKeyInfo key = certificate.publicKey();
    addLine(tr("Key"), keyText(key));
    addRemark(remarkOnKey(key));
    addLine(tr("Signature"), certificate.signatureAlgorithm());
    addRemark(remarkOnSignature(certificate));
    addLine(tr("Serial number"), certificate.serialNumber());
    addFingerprint(tr("SHA-1"), certificate.fingerprint(x509::Digest::Sha1));
    addFingerprint(tr("SHA-256"), certificate.fingerprint(x509::Digest::Sha256));
}

void CertificateCard::addWidget(const QString& label, QWidget* widget)
{
    auto* caption = new HintLabel(label, this);
    caption->setWordWrap(false);
    m_grid->addWidget(caption, m_line, 0, Qt::AlignTop);
    m_grid->addWidget(widget, m_line++, 1);
}

void CertificateCard::addLine(const QString& label, const QString& text)
{
    auto* value = new QLabel(text, this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWidget(label, value);
}

void CertificateCard::addRemark(const std::optional<CertificateRemark>& remark)
{
    if (!remark || m_remarks == Remarks::Left)
        return;
    auto* line = new QWidget(this);
    auto* sign = new QLabel(line);
    sign->setPixmap(toneIcon(remark->tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    sign->setAccessibleName(
        severityWord(remark->tone == Tone::Error ? report::Severity::Error : report::Severity::Warning));
    auto* text = new QLabel(remark->text, line);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(sign, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    m_grid->addWidget(line, m_line++, 1);
}

void CertificateCard::addFingerprint(const QString& label, const QByteArray& bytes)
{
    const QString hex = x509::hexWithColons(bytes);
    auto* line = new QWidget(this);
    auto* text = new FingerprintLabel(hex, line);
    text->setAccessibleName(tr("%1: %2").arg(label, hex));
    auto* copy = new QToolButton(line);
    copy->setText(tr("Copy"));
    copy->setAccessibleName(tr("Copy %1 fingerprint").arg(label));
    copy->setFocusPolicy(Qt::TabFocus);
    connect(copy, &QToolButton::clicked, this, [hex] { QGuiApplication::clipboard()->setText(hex); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    addWidget(label, line);
}

}  // namespace ui
