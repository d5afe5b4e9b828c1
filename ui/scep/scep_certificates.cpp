// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_certificates.h"

#include "core/base/save_file.h"
#include "core/x509/certificate.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/explain/explain_words.h"
#include "ui/trust/chain_view.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ScepCertificates::ScepCertificates(QWidget* parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_chain(new ChainView(this))
    , m_cardRoom(new QVBoxLayout)
    , m_more(new HintLabel({}, this))
    , m_done(new HintLabel({}, this))
{
    auto* picture = new QVBoxLayout;
    picture->addWidget(m_chain);
    picture->addWidget(m_more);
    picture->addStretch(1);
    m_row->setSpacing(fontMetrics().height() / 2);
    m_row->addLayout(picture, 3);
    m_row->addLayout(m_cardRoom, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(makeHeading(tr("Certificates of GetCACert"), this));
    column->addLayout(m_row);
    column->addWidget(m_done);
    m_done->hide();
    connect(m_chain, &ChainView::chosen, this, &ScepCertificates::choose);
}

void ScepCertificates::show(const report::CheckReport& picture, std::size_t sent, std::size_t first)
{
    m_picture = picture;
    m_done->hide();
    m_chain->show(picture);
    m_more->setText(tr("%n more certificate(s) are not drawn", nullptr,
                       static_cast<int>(sent - picture.certificates.size())));
    m_more->setVisible(sent > picture.certificates.size());
    choose(first);
    QWidget::show();
}

void ScepCertificates::choose(std::size_t certificate)
{
    if (certificate >= m_picture.certificates.size())
        return;
    m_chain->setCurrent(certificate);
    clearLayout(m_cardRoom);
    const report::CheckedCertificate& shown = m_picture.certificates[certificate];
    const auto parsed = x509::Certificate::fromDer(shown.der);
    if (!parsed)
        return;
    auto* card = new CertificateCard(*parsed, m_picture.asOf, this, CertificateCard::Remarks::Left);
    card->addFingerprint(tr("MD5"), parsed->fingerprint(x509::Digest::Md5));
    connect(card, &CertificateCard::exportAsked, this, [this, shown] { exportCertificate(shown); });
    m_cardRoom->addWidget(card);
    m_cardRoom->addStretch(1);
    card->show();
    emit chosen();
}

void ScepCertificates::exportCertificate(const report::CheckedCertificate& shown)
{
    const auto certificate = x509::Certificate::fromDer(shown.der);
    if (!certificate)
        return;
    askWhereToSave(this, tr("Export certificate"), tr("DER (*.cer);;PEM (*.pem)"),
                   certificate->displayName().replace(u'/', u'-') + u".cer"_s,
                   [this, one = *certificate](const QString& path) {
                       const bool isPem = path.endsWith(u".pem"_s, Qt::CaseInsensitive);
                       const auto saved = base::saveFile(path, isPem ? one.pem() : one.der());
                       m_done->setText(saved ? tr("Saved as %1").arg(path) : saved.error().message);
                       m_done->show();
                   });
}

void ScepCertificates::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * 110;
    m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace ui
