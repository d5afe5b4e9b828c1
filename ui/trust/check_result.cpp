// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_result.h"

#include "core/base/save_file.h"
#include "core/trust/renewal.h"
#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/trust/certificate_tile.h"
#include "ui/trust/chain_view.h"
#include "ui/trust/check_findings.h"
#include "ui/trust/moment_bar.h"
#include "ui/trust/report_file.h"
#include "ui/trust/trust_words.h"
#include "ui/trust/verdict_view.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

CheckResult::CheckResult(std::function<QDateTime()> now, QWidget* parent) : QWidget(parent)
{
    // In the order in which the Tab key goes.
    makeLeafRow();
    m_verdict = new VerdictView(this);
    m_moment = new MomentBar(std::move(now), this);
    makeSplitter();
    QWidget* buttons = makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(fontMetrics().height() / 2);
    column->addWidget(m_leafRow);
    column->addWidget(m_verdict);
    column->addWidget(m_moment);
    column->addWidget(m_splitter, 1);
    column->addWidget(buttons);
    connect(m_chain, &ChainView::chosen, m_findings, &CheckFindings::showCertificate);
    connect(m_findings, &CheckFindings::certificateConcerned, this,
            [this](std::size_t certificate) { m_chain->setCurrent(certificate); });
    connect(m_findings, &CheckFindings::showPathAsked, this, &CheckResult::showPathAsked);
}

void CheckResult::makeLeafRow()
{
    m_leafRow = new QWidget(this);
    m_leaf = new ComboBox(m_leafRow);
    m_leaf->setAccessibleName(tr("Certificate"));
    auto* label = new QLabel(tr("Certificate"), m_leafRow);
    label->setBuddy(m_leaf);
    auto* leafRow = new QHBoxLayout(m_leafRow);
    leafRow->setContentsMargins({});
    leafRow->addWidget(label);
    leafRow->addWidget(m_leaf, 1);
    connect(m_leaf, &QComboBox::activated, this, &CheckResult::showReport);
}

QWidget* CheckResult::makeButtons()
{
    auto* buttons = new QWidget(this);
    auto* copy = new QPushButton(tr("Copy Report"), buttons);
    auto* save = new QPushButton(tr("Save Report…"), buttons);
    m_request = new QPushButton(tr("Save Certificate Request…"), buttons);
    m_request->setToolTip(
        tr("What asks a CA for a certificate that devices take; your keys are not touched"));
    m_done = new HintLabel({}, buttons);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->addWidget(copy);
    row->addWidget(save);
    row->addWidget(m_request);
    row->addWidget(m_done, 1);
    connect(copy, &QPushButton::clicked, this, &CheckResult::copyReport);
    connect(save, &QPushButton::clicked, this, &CheckResult::saveReport);
    connect(m_request, &QPushButton::clicked, this, &CheckResult::saveRequest);
    return buttons;
}

void CheckResult::makeSplitter()
{
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    auto* room = new QScrollArea(m_splitter);
    room->setWidgetResizable(true);
    room->setFrameShape(QFrame::NoFrame);
    room->setFocusPolicy(Qt::NoFocus);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chain = new ChainView;
    room->setWidget(m_chain);
    room->setMinimumHeight(fontMetrics().height() * 12);
    m_findings = new CheckFindings(m_splitter);
    m_findings->setMinimumSize(fontMetrics().averageCharWidth() * 34, fontMetrics().height() * 14);
    m_splitter->addWidget(room);
    m_splitter->addWidget(m_findings);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
}

void CheckResult::show(const std::vector<report::CheckReport>& reports)
{
    m_reports = reports;
    const int before = m_leaf->currentIndex();
    m_leaf->clear();
    for (const report::CheckReport& report : reports)
        m_leaf->addItem(toneIcon(verdictTone(report.verdict)),
                        u"%1: %2"_s.arg(report.certificates.empty() ? report::subjectOf(report)
                                                                    : report.certificates.front().name,
                                        verdictTitle(report.verdict)));
    m_leafRow->setVisible(reports.size() > 1);
    m_done->clear();
    QDateTime first;
    QDateTime last;
    for (const report::CheckReport& report : reports) {
        for (const report::CheckedCertificate& one : report.certificates) {
            if (one.notBefore.isValid() && (!first.isValid() || one.notBefore < first))
                first = one.notBefore;
            if (one.notAfter.isValid() && (!last.isValid() || one.notAfter > last))
                last = one.notAfter;
        }
    }
    if (first.isValid() && last.isValid())
        m_moment->setSpan(first.date().addDays(-1), last.date().addDays(1));
    const int index = before >= 0 && before < m_leaf->count() ? before : 0;
    m_leaf->setCurrentIndex(index);
    showReport(index);
}

void CheckResult::showReport(int index)
{
    if (index < 0 || index >= static_cast<int>(m_reports.size()))
        return;
    const report::CheckReport& report = m_reports[static_cast<std::size_t>(index)];
    m_verdict->show(report, m_moment->otherDay());
    m_request->setVisible(!report.certificates.empty()
                          && (report.purpose.endsWith(u"-server") || report.purpose == u"system-connection"));
    m_chain->show(report);
    m_findings->show(report);
}

void CheckResult::fitSplitter()
{
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * 100;
    m_splitter->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
}

void CheckResult::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSplitter();
}

void CheckResult::copyReport()
{
    QGuiApplication::clipboard()->setText(reportText(m_reports));
    m_done->setText(tr("Copied"));
}

void CheckResult::saveReport()
{
    const QString name =
        m_reports.empty() ? QString() : QFileInfo(report::subjectOf(m_reports.front())).fileName();
    askWhereToSave(
        this, tr("Save report"), tr("Web page (*.html);;JSON (*.json);;SARIF (*.sarif);;Plain text (*.txt)"),
        tr("Check of %1").arg(QString(name).replace(u':', u'-')) + u".html"_s, [this](const QString& path) {
            const auto saved = base::saveFile(path, reportFile(m_reports, path));
            m_done->setText(saved ? tr("Saved as %1").arg(path) : saved.error().message);
        });
}

void CheckResult::saveRequest()
{
    const auto index = static_cast<std::size_t>(std::max(m_leaf->currentIndex(), 0));
    if (index >= m_reports.size())
        return;
    const auto renewal = trust::renewalFor(m_reports[index]);
    if (!renewal) {
        m_done->setText(renewal.error().message);
        return;
    }
    askWhereToSave(
        this, tr("Save certificate request"), tr("OpenSSL configuration (*.cnf);;Policy of certreq (*.inf)"),
        renewal->fileName + u".cnf"_s, [this, report = m_reports[index]](const QString& path) {
            const auto bytes = requestFile(report, path);
            const auto saved = bytes ? base::saveFile(path, *bytes) : base::Result<>(bytes.error());
            m_done->setText(saved ? tr("Saved as %1").arg(path) : saved.error().message);
        });
}

}  // namespace ui
