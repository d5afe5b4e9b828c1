// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_details.h"

#include "core/lint/rule.h"
#include "core/trust/rule.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/style/tone.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/elided_button.h"
#include "ui/widgets/link_button.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QLabel* prepared(QLabel* label, const QString& text)
{
    label->setTextFormat(Qt::PlainText);
    if (auto* path = qobject_cast<BreakableLabel*>(label))
        path->showText(text);
    else
        label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Long unbroken values must not widen the panel.
    label->setMinimumWidth(1);
    return label;
}

/// The document that `finding` rests on, by its title; the host where the rule names none.
QString sourceTitle(const report::Finding& finding)
{
    const auto* lintRule = lint::findRule(finding.rule);
    const auto* trustRule = trust::findRule(finding.rule);
    for (const report::Citation* cited :
         {lintRule ? &lintRule->source : nullptr, trustRule ? &trustRule->source : nullptr}) {
        if (cited && finding.source == QString::fromUtf8(cited->url))
            return QString::fromUtf8(cited->document);
    }
    const QString host = QUrl(finding.source).host();
    return host.isEmpty() ? finding.source : host;
}

void addRow(QGridLayout& grid, const QString& name, QLabel* text, QWidget* parent)
{
    const int row = grid.rowCount();
    auto* caption = new HintLabel(name, parent);
    caption->setWordWrap(false);
    grid.addWidget(caption, row, 0, Qt::AlignTop);
    grid.addWidget(text, row, 1);
}

void addFact(QGridLayout& grid, const QString& name, const QString& value, QWidget* parent)
{
    if (value.isEmpty())
        return;
    QLabel* text = prepared(new QLabel(parent), value);
    text->setAccessibleName(u"%1: %2"_s.arg(name, value));
    addRow(grid, name, text, parent);
}

}  // namespace

FindingDetails::FindingDetails(const report::Finding& finding, const QString& certificate, QWidget* parent)
    : QWidget(parent)
    , m_finding(finding)
{
    const int gap = fontMetrics().height() / 2;
    setAccessibleName(tr("Details: %1").arg(finding.message));

    auto* head = new QLabel(this);
    head->setText(u"<b><span style='color:%1'>%2:</span></b> %3"_s.arg(
        toneColor(toneOf(finding.severity), palette()).name(), severityWord(finding.severity),
        finding.message.toHtmlEscaped()));
    head->setWordWrap(true);
    head->setTextFormat(Qt::RichText);
    head->setMinimumWidth(1);
    head->setAccessibleName(u"%1: %2"_s.arg(severityWord(finding.severity), finding.message));

    auto* facts = new QGridLayout;
    facts->setColumnStretch(1, 1);
    facts->setHorizontalSpacing(gap);
    facts->setVerticalSpacing(gap / 3);
    addFacts(*facts, certificate);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(gap / 2);
    addButtons(*buttons, certificate);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap + gap / 2, gap, gap, gap);
    column->setSpacing(gap / 2);
    column->addWidget(head);
    column->addLayout(facts);
    column->addLayout(buttons);
}

void FindingDetails::addFacts(QGridLayout& facts, const QString& certificate)
{
    const report::Finding& finding = m_finding;
    addFact(facts, tr("Found"), finding.measured, this);
    addFact(facts, tr("Needed"), finding.required, this);
    addFact(facts, tr("Certificate"), certificate, this);
    if (finding.path) {
        QLabel* where = prepared(new BreakableLabel(this), finding.path->toString());
        where->setAccessibleName(tr("Where: %1").arg(finding.path->toString()));
        addRow(facts, tr("Where"), where, this);
    }
    addFact(facts, tr("Why"), finding.why, this);
    addFact(facts, tr("To do"), finding.advice, this);
    addFact(facts, tr("Since"), finding.since, this);
    addFact(facts, tr("Rule"), finding.rule, this);
    if (finding.source.isEmpty())
        return;
    auto* link = new LinkButton(sourceTitle(finding), finding.source, this);
    link->setAccessibleName(tr("Source: %1").arg(link->text()));
    auto* caption = new HintLabel(tr("Source"), this);
    caption->setWordWrap(false);
    const int row = facts.rowCount();
    facts.addWidget(caption, row, 0, Qt::AlignTop);
    facts.addWidget(link, row, 1);
}

void FindingDetails::addButtons(QVBoxLayout& buttons, const QString& certificate)
{
    const auto add = [&](const QString& text, void (FindingDetails::*pressed)()) {
        auto* button = new ElidedButton(QString(text).replace(u'&', u"&&"_s), this);
        button->setAccessibleName(text);
        connect(button, &QPushButton::clicked, this, pressed);
        buttons.addWidget(button, 0, Qt::AlignLeft);
        return button;
    };
    if (m_finding.fix) {
        ElidedButton* fix = add(m_finding.fix->title, &FindingDetails::fixAsked);
        fix->setToolTip(tr("Fix: %1").arg(m_finding.fix->title));
        fix->setAccessibleName(tr("Fix: %1").arg(m_finding.fix->title));
    }
    if (m_finding.path)
        add(tr("Show field"), &FindingDetails::showFieldAsked);
    if (!certificate.isEmpty())
        add(tr("Show certificate"), &FindingDetails::showCertificateAsked);
}

bool FindingDetails::says(const report::Finding& finding) const
{
    const auto fixTitle = [](const report::Finding& of) {
        return of.fix ? of.fix->title : QString();
    };
    return finding.severity == m_finding.severity && finding.message == m_finding.message
           && finding.measured == m_finding.measured && finding.required == m_finding.required
           && finding.path == m_finding.path && finding.rule == m_finding.rule
           && finding.certificate == m_finding.certificate && finding.source == m_finding.source
           && fixTitle(finding) == fixTitle(m_finding);
}

void FindingDetails::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), toneBackground(toneOf(m_finding.severity), palette()));
    painter.fillRect(QRect(rect().topLeft(), QSize(qMax(3, fontMetrics().height() / 5), height())),
                     toneColor(toneOf(m_finding.severity), palette()));
}

}  // namespace ui
