// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_result.h"

#include "core/base/save_file.h"
#include "core/report/text_lines.h"
#include "core/scep/writers.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/explain/explain_words.h"
#include "ui/scep/scep_certificates.h"
#include "ui/scep/scep_words.h"
#include "ui/scep/step_list.h"
#include "ui/trust/chain_view.h"
#include "ui/trust/check_findings.h"
#include "ui/trust/verdict_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ScepResult::ScepResult(QWidget* parent)
    : QWidget(parent)
    , m_verdict(new VerdictView(this))
    , m_showField(new QPushButton(tr("Show Field"), this))
    , m_actions(new QVBoxLayout)
    , m_lastAction(m_showField)
    , m_stepsTitle(makeHeading(tr("Steps"), this))
    , m_steps(new StepList(this))
    , m_certificates(new ScepCertificates(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(fontMetrics().height() * 2 / 3);
    column->addWidget(m_verdict);
    column->addWidget(m_showField, 0, Qt::AlignLeft);
    column->addLayout(m_actions);
    column->addWidget(makeHiddenPart());
    column->addWidget(m_stepsTitle);
    column->addWidget(m_steps);
    column->addWidget(m_certificates);
    column->addWidget(makeCapabilities());
    column->addWidget(makeFindings());
    column->addWidget(makeButtons());
    connect(m_showField, &QPushButton::clicked, this, [this] {
        for (const report::Finding& one : m_answer.report.findings) {
            if (one.path)
                return emit showPathAsked(*one.path);
        }
    });
    begin();
}

QWidget* ScepResult::makeHiddenPart()
{
    m_hiddenPart = new QWidget(this);
    auto* column = new QVBoxLayout(m_hiddenPart);
    column->setContentsMargins({});
    column->addWidget(makeHeading(tr("What no device shows"), m_hiddenPart));
    m_hiddenLines = new QVBoxLayout;
    m_hiddenLines->setSpacing(fontMetrics().height() / 5);
    column->addLayout(m_hiddenLines);
    return m_hiddenPart;
}

QWidget* ScepResult::makeCapabilities()
{
    m_capabilitiesPart = new QWidget(this);
    m_capabilities = makeText({}, m_capabilitiesPart);
    m_capabilities->setMinimumWidth(1);
    m_request = makeText({}, m_capabilitiesPart);
    auto* column = new QVBoxLayout(m_capabilitiesPart);
    column->setContentsMargins({});
    column->addWidget(makeHeading(tr("Capabilities and request"), m_capabilitiesPart));
    column->addWidget(m_capabilities);
    column->addWidget(m_request);
    return m_capabilitiesPart;
}

QWidget* ScepResult::makeFindings()
{
    m_findingsPart = new QWidget(this);
    m_findings = new CheckFindings(m_findingsPart);
    auto* column = new QVBoxLayout(m_findingsPart);
    column->setContentsMargins({});
    column->addWidget(makeHeading(tr("Findings"), m_findingsPart));
    column->addWidget(m_findings);
    connect(m_findings, &CheckFindings::showPathAsked, this, &ScepResult::showPathAsked);
    connect(m_findings, &CheckFindings::certificateConcerned, m_certificates, &ScepCertificates::choose);
    connect(m_certificates, &ScepCertificates::chosen, this, &ScepResult::orderTabs);
    return m_findingsPart;
}

QWidget* ScepResult::makeButtons()
{
    m_buttons = new QWidget(this);
    auto* copy = new QPushButton(tr("Copy Report"), m_buttons);
    auto* save = new QPushButton(tr("Save as JSON…"), m_buttons);
    m_done = new HintLabel({}, m_buttons);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->addWidget(copy);
    row->addWidget(save);
    row->addWidget(m_done, 1);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(reportText());
        m_done->setText(tr("Copied"));
    });
    connect(save, &QPushButton::clicked, this, [this] {
        askWhereToSave(this, tr("Save report"), tr("JSON (*.json)"), tr("SCEP report") + u".json"_s,
                       [this](const QString& path) {
                           const auto saved = base::saveFile(path, reportJson());
                           m_done->setText(saved ? tr("Saved as %1").arg(path) : saved.error().message);
                       });
    });
    return m_buttons;
}

void ScepResult::addAction(QWidget* widget, QWidget* input)
{
    m_actions->addWidget(widget);
    setTabOrder(m_lastAction, input);
    m_lastAction = input;
}

void ScepResult::orderTabs()
{
    // Steps, tiles and cards are made anew for each answer, and what is made last comes last.
    QWidget* before = m_lastAction;
    for (QWidget* part :
         {static_cast<QWidget*>(m_steps), static_cast<QWidget*>(&m_certificates->chain()),
          static_cast<QWidget*>(m_certificates), static_cast<QWidget*>(m_findings), m_buttons}) {
        QList<QWidget*> inputs;
        if (part == m_findings)
            inputs << m_findings->focusProxy();
        const auto buttons = part->findChildren<QAbstractButton*>();
        for (QAbstractButton* button : buttons) {
            const bool isTile = part == m_certificates && m_certificates->chain().isAncestorOf(button);
            if (!isTile && button->isVisibleTo(this))
                inputs << button;
        }
        for (QWidget* input : inputs) {
            setTabOrder(before, input);
            before = input;
        }
    }
}

void ScepResult::begin()
{
    m_answer = {};
    m_steps->clear();
    for (QWidget* part : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_showField), m_hiddenPart,
                          static_cast<QWidget*>(m_stepsTitle), static_cast<QWidget*>(m_certificates),
                          m_capabilitiesPart, m_findingsPart, m_buttons})
        part->hide();
}

void ScepResult::addStep(const scep::Step& step)
{
    m_stepsTitle->show();
    m_steps->add(step);
}

void ScepResult::show(const ScepAnswer& answer, const QString& subject)
{
    m_answer = answer;
    m_subject = subject;
    m_done->clear();
    showVerdict();
    showHidden();
    m_steps->show(answer.report);
    m_stepsTitle->setVisible(!answer.report.steps.empty());
    showCertificates();
    showCapabilities();
    m_findings->show(answer.picture);
    // A room for the list and one for the details, each of which scrolls where there is more.
    constexpr std::size_t mostRows = 5;
    const auto rows = static_cast<int>(std::min(answer.picture.findings.size(), mostRows));
    m_findings->setFixedHeight(fontMetrics().height() * (12 + 3 * rows));
    m_findingsPart->setVisible(!answer.report.findings.empty());
    m_buttons->show();
    QWidget::show();
    orderTabs();
}

void ScepResult::showVerdict()
{
    const scep::Report& report = m_answer.report;
    QString headline = scep::headline(report);
    if (!report.cause.isEmpty())
        headline += tr(": %1").arg(report::printable(report.cause));
    QStringList hints;
    if (!m_answer.screen.isEmpty())
        hints << tr("The device shows or logs: “%1”").arg(m_answer.screen);
    if (!m_answer.wasAsked && report.error)
        hints << tr("Nothing was sent: a device refuses the payload before it asks the server");
    const bool isGood =
        report.outcome == scep::Outcome::WouldEnroll || report.outcome == scep::Outcome::Enrolled;
    if (isGood && !report.failure && outcomeTone(report) == Tone::Warning)
        hints << tr("With reservations: see the findings below");
    if (m_answer.wasAsked)
        hints << tr("Asked the way a device on %1 does").arg(m_answer.picture.os);
    m_verdict->show(outcomeTone(report), outcomeTitle(report), headline, hints);
    m_verdict->QWidget::show();
    const bool hasField = std::any_of(report.findings.begin(), report.findings.end(),
                                      [](const report::Finding& one) { return one.path.has_value(); });
    m_showField->setVisible(hasField && !m_answer.wasAsked);
}

void ScepResult::showHidden()
{
    clearLayout(m_hiddenLines);
    const QStringList lines = scep::hiddenLines(m_answer.report.hidden);
    for (const QString& line : lines) {
        QLabel* text = makeText(report::printable(line), m_hiddenPart);
        text->setMinimumWidth(1);
        m_hiddenLines->addWidget(text);
    }
    m_hiddenPart->setVisible(!lines.isEmpty());
}

void ScepResult::showCertificates()
{
    const auto& sent = m_answer.report.certificates;
    m_certificates->setVisible(!sent.empty());
    if (sent.empty())
        return;
    const auto used = std::find_if(sent.begin(), sent.end(), [](const scep::SentCertificate& one) {
        return one.role != scep::AuthorityRole::Other;
    });
    const auto first = used == sent.end() ? 0 : static_cast<std::size_t>(used - sent.begin());
    m_certificates->show(m_answer.picture, sent.size(),
                         first < m_answer.picture.certificates.size() ? first : 0);
}

void ScepResult::showCapabilities()
{
    constexpr qsizetype most = 20;
    const scep::Report& report = m_answer.report;
    QString request = scep::requestLine(report);
    // As a device would send it, which a dry run has made and not sent.
    for (const QString& line : m_answer.request)
        request += u'\n' + report::printable(line);
    m_capabilitiesPart->setVisible(report.capabilities || !request.isEmpty());
    const QString lines = report.capabilities
                              ? report::printable(report.capabilities->mid(0, most).join(u", "_s).left(400))
                              : QString();
    m_capabilities->setText(lines.isEmpty() ? tr("The server names no capabilities")
                                            : tr("The server names: %1").arg(lines));
    m_capabilities->setAccessibleName(m_capabilities->text());
    m_request->setText(request);
    m_request->setAccessibleName(request);
    m_request->setVisible(!request.isEmpty());
}

QString ScepResult::reportText() const
{
    QString text = scep::toText(m_answer.report, m_subject);
    for (const QString& line : m_answer.request)
        text += report::printable(line) + u'\n';
    if (!m_answer.screen.isEmpty())
        text += tr("The device shows or logs: “%1”").arg(m_answer.screen) + u'\n';
    return text;
}

QByteArray ScepResult::reportJson() const
{
    QJsonObject document = scep::toJson(m_answer.report);
    document.insert(u"format"_s, 1);
    document.insert(u"text"_s, m_answer.screen.isEmpty() ? QJsonValue() : QJsonValue(m_answer.screen));
    return QJsonDocument(document).toJson();
}

}  // namespace ui
