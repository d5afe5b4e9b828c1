// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/finding_details.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/style/tone.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QLabel* selectable(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Long unbroken values must not widen the panel.
    label->setMinimumWidth(1);
    return label;
}

void addFact(QGridLayout& grid, const QString& name, const QString& value, QWidget* parent)
{
    if (value.isEmpty())
        return;
    const int row = grid.rowCount();
    auto* caption = new HintLabel(name, parent);
    caption->setWordWrap(false);
    auto* text = selectable(value, parent);
    text->setAccessibleName(u"%1: %2"_s.arg(name, value));
    grid.addWidget(caption, row, 0, Qt::AlignTop);
    grid.addWidget(text, row, 1);
}

}  // namespace

FindingDetails::FindingDetails(const report::Finding& finding, QWidget* parent)
    : QWidget(parent)
    , m_finding(finding)
{
    const QFontMetrics metrics = fontMetrics();
    const int gap = metrics.height() / 2;
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
    addFact(*facts, tr("Found"), finding.measured, this);
    addFact(*facts, tr("Needed"), finding.required, this);
    if (finding.path)
        addFact(*facts, tr("Where"), finding.path->toString(), this);
    addFact(*facts, tr("Rule"), finding.rule, this);
    if (!finding.source.isEmpty()) {
        const QString host = QUrl(finding.source).host();
        auto* link = new QLabel(this);
        link->setTextFormat(Qt::RichText);
        link->setText(u"<a href=\"%1\">%2</a>"_s.arg(
            finding.source.toHtmlEscaped(), (host.isEmpty() ? finding.source : host).toHtmlEscaped()));
        link->setToolTip(finding.source);
        link->setOpenExternalLinks(true);
        link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        link->setAccessibleName(tr("Source: %1").arg(finding.source));
        auto* caption = new HintLabel(tr("Source"), this);
        caption->setWordWrap(false);
        const int row = facts->rowCount();
        facts->addWidget(caption, row, 0, Qt::AlignTop);
        facts->addWidget(link, row, 1);
    }

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    if (finding.fix) {
        auto* fix = new QPushButton(finding.fix->title, this);
        fix->setToolTip(tr("Fix: %1").arg(finding.fix->title));
        fix->setAccessibleName(tr("Fix: %1").arg(finding.fix->title));
        connect(fix, &QPushButton::clicked, this, &FindingDetails::fixAsked);
        buttons->addWidget(fix);
    }
    if (finding.path) {
        auto* show = new QPushButton(tr("Show field"), this);
        show->setAccessibleName(show->text());
        connect(show, &QPushButton::clicked, this, &FindingDetails::showFieldAsked);
        buttons->addWidget(show);
    }
    buttons->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap + gap / 2, gap, gap, gap);
    column->setSpacing(gap / 2);
    column->addWidget(head);
    column->addLayout(facts);
    column->addLayout(buttons);
}

bool FindingDetails::says(const report::Finding& finding) const
{
    const auto fixTitle = [](const report::Finding& of) {
        return of.fix ? of.fix->title : QString();
    };
    return finding.severity == m_finding.severity && finding.message == m_finding.message
           && finding.measured == m_finding.measured && finding.required == m_finding.required
           && finding.path == m_finding.path && finding.rule == m_finding.rule
           && finding.source == m_finding.source && fixTitle(finding) == fixTitle(m_finding);
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
