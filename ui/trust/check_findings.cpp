// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_findings.h"

#include "core/base/save_file.h"
#include "core/x509/certificate.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/findings/finding_details.h"
#include "ui/findings/finding_list.h"
#include "ui/findings/finding_model.h"
#include "ui/style/tone.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

CheckFindings::CheckFindings(QWidget* parent)
    : QWidget(parent)
    , m_model(new FindingModel(this))
    , m_counts(new HintLabel({}, this))
    , m_list(makeFindingList(m_model, this))
    , m_room(new QScrollArea(this))
{
    m_list->installEventFilter(this);
    m_room->setWidgetResizable(true);
    m_room->setFrameShape(QFrame::NoFrame);
    m_room->setFocusPolicy(Qt::NoFocus);
    m_room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_room->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(fontMetrics().height() / 4);
    column->addWidget(m_counts);
    // The list as high as its rows, the details as high as they are, as long as there is room for both.
    column->addWidget(m_list, 2);
    column->addWidget(m_room, 3);
    column->addStretch(0);
    setFocusProxy(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CheckFindings::showFinding);
    connect(m_list, &QListView::clicked, this, &CheckFindings::showFinding);
}

void CheckFindings::show(const report::CheckReport& report)
{
    m_report = report;
    m_model->setFindings(report.findings);
    QStringList counts;
    for (const auto severity : {report::Severity::Error, report::Severity::Warning, report::Severity::Info}) {
        if (const int count = m_model->count(severity); count > 0)
            counts << severityCount(severity, count);
    }
    m_counts->setText(counts.isEmpty() ? tr("Nothing found") : counts.join(u", "_s));
    m_list->setVisible(!counts.isEmpty());
    refresh();
    fit();
}

void CheckFindings::refresh()
{
    if (m_card) {
        for (std::size_t i = 0; i < m_report.certificates.size(); ++i) {
            if (m_report.certificates[i].der == *m_card)
                return showCertificate(i);
        }
    }
    m_card.reset();
    const QModelIndex index = m_list->currentIndex();
    const auto* shown = qobject_cast<FindingDetails*>(m_room->widget());
    // A new one would take the focus away from the buttons of the old.
    if (index.isValid() && shown && shown->says(m_model->finding(index.row())))
        return;
    if (index.isValid())
        showFinding(index);
    else if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    else
        putDetails(nullptr);
}

void CheckFindings::showFinding(const QModelIndex& index)
{
    if (!index.isValid())
        return putDetails(nullptr);
    m_card.reset();
    const report::Finding& finding = m_model->finding(index.row());
    const auto certificate = finding.certificate;
    const bool isKnown = certificate && *certificate < m_report.certificates.size();
    auto* details =
        new FindingDetails(finding, isKnown ? m_report.certificates[*certificate].name : QString());
    connect(details, &FindingDetails::showFieldAsked, this,
            [this, path = finding.path] { emit showPathAsked(*path); });
    connect(details, &FindingDetails::showCertificateAsked, this,
            [this, certificate] { showCertificate(*certificate); });
    putDetails(details);
    if (isKnown)
        emit certificateConcerned(*certificate);
}

void CheckFindings::showCertificate(std::size_t certificate)
{
    const report::CheckedCertificate& shown = m_report.certificates[certificate];
    m_card = shown.der;
    const auto parsed = x509::Certificate::fromDer(shown.der);
    if (!parsed)
        return putDetails(nullptr);
    m_list->clearSelection();
    auto* card = new CertificateCard(*parsed, m_report.asOf);
    connect(card, &CertificateCard::exportAsked, this,
            [this, der = shown.der, name = shown.name] { exportCertificate(der, name); });
    putDetails(card);
    emit certificateConcerned(certificate);
}

void CheckFindings::exportCertificate(const QByteArray& der, const QString& name)
{
    askWhereToSave(this, tr("Export certificate"), tr("DER (*.cer);;PEM (*.pem)"),
                   QString(name).replace(u'/', u'-') + u".cer"_s, [this, der](const QString& path) {
                       const auto certificate = x509::Certificate::fromDer(der);
                       const bool isPem = path.endsWith(u".pem"_s, Qt::CaseInsensitive);
                       const auto saved =
                           base::saveFile(path, isPem && certificate ? certificate->pem() : der);
                       m_counts->setText(saved ? tr("Saved as %1").arg(path) : saved.error().message);
                   });
}

void CheckFindings::putDetails(QWidget* details)
{
    const bool hadFocus = m_room->isAncestorOf(QApplication::focusWidget());
    // The old one may be on the stack: a button of its own led here.
    if (QWidget* old = m_room->takeWidget()) {
        old->hide();
        old->deleteLater();
    }
    m_room->setVisible(details);
    if (!details)
        return;
    m_room->setWidget(details);
    QWidget* before = m_list;
    const auto buttons = details->findChildren<QAbstractButton*>();
    for (QWidget* button : buttons) {
        setTabOrder(before, button);
        before = button;
    }
    if (hadFocus)
        (buttons.isEmpty() ? static_cast<QWidget*>(m_list) : buttons.first())->setFocus();
    fit();
}

void CheckFindings::fit()
{
    const int rows = m_model->rowCount();
    m_list->setMaximumHeight(qMax(1, rows * m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth());
    if (QWidget* details = m_room->widget())
        m_room->setMaximumHeight(qMax(details->heightForWidth(width()), details->minimumSizeHint().height()));
}

QSize CheckFindings::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 20};
}

bool CheckFindings::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress && m_list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const report::Finding& finding = m_model->finding(m_list->currentIndex().row());
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (finding.path)
                emit showPathAsked(*finding.path);
            else if (finding.certificate)
                showCertificate(*finding.certificate);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CheckFindings::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

}  // namespace ui
