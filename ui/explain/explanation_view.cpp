// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explanation_view.h"

#include "core/base/save_file.h"
#include "core/explain/writers.h"
#include "core/profile/profile.h"
#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/explain/capture_guide.h"
#include "ui/explain/error_stack.h"
#include "ui/explain/explain_words.h"
#include "ui/explain/explanation_card.h"
#include "ui/explain/line_link.h"
#include "ui/style/icon.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr std::size_t maxServers = 20;
constexpr std::size_t maxFields = 5;

Tone toneOf(explain::ClueEntry::Kind kind)
{
    switch (kind) {
    case explain::ClueEntry::Kind::Success: return Tone::Good;
    case explain::ClueEntry::Kind::Failure:
    case explain::ClueEntry::Kind::Crash: return Tone::Warning;
    case explain::ClueEntry::Kind::Request:
    case explain::ClueEntry::Kind::Fact: break;
    }
    return Tone::Info;
}

/// "line 12: MCSCEPErrorDomain 22003 – Invalid RA response".
QString chainTitle(const std::vector<explain::NamedError>& chain)
{
    const explain::NamedError& inner = chain.back();
    const QString title = inner.name.isEmpty()
                              ? errorTitle(inner)
                              : ExplanationView::tr("%1 – %2").arg(errorTitle(inner), inner.name);
    return inner.proof.line > 0 ? ExplanationView::tr("line %1: %2").arg(inner.proof.line).arg(title) : title;
}

}  // namespace

ExplanationView::ExplanationView(QWidget* parent) : QWidget(parent)
{
    // In the order in which the Tab key goes.
    m_room = new QScrollArea(this);
    auto* all = new QWidget;
    m_content = new QWidget(all);
    makeChains();
    m_stackTitle = makeHeading(tr("How it came about"), m_content);
    m_stack = new ErrorStack(m_content);
    makeActions();
    m_card = new ExplanationCard(m_content);
    m_remarksTitle = makeHeading(tr("What the log also shows"), m_content);
    m_remarkBox = new QWidget(m_content);
    m_remarks = new QVBoxLayout(m_remarkBox);
    m_remarks->setContentsMargins({});
    makeReport();
    m_guide = new CaptureGuide(all);

    const int gap = fontMetrics().height() / 2;
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins({});
    content->setSpacing(gap);
    content->addWidget(m_chainRow);
    content->addWidget(m_stackTitle);
    content->addWidget(m_stack);
    content->addWidget(m_serverRow);
    content->addWidget(m_fieldBox);
    content->addWidget(m_card);
    content->addWidget(m_remarksTitle);
    content->addWidget(m_remarkBox);
    auto* rows = new QVBoxLayout(all);
    rows->setContentsMargins(gap, 0, gap, 0);
    rows->setSpacing(gap * 2);
    rows->addWidget(m_content);
    rows->addWidget(m_guide);
    rows->addStretch(1);
    m_room->setWidgetResizable(true);
    m_room->setFrameShape(QFrame::NoFrame);
    m_room->setFocusPolicy(Qt::NoFocus);
    m_room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_room->setWidget(all);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(gap);
    column->addWidget(m_room, 1);
    column->addWidget(m_reportRow);
    connect(m_stack, &ErrorStack::lineAsked, this, &ExplanationView::lineAsked);
    connect(m_card, &ExplanationCard::lineAsked, this, &ExplanationView::lineAsked);
    show({});
}

void ExplanationView::makeChains()
{
    m_chainRow = new QWidget(m_content);
    m_chains = new ComboBox(m_chainRow);
    m_chains->setAccessibleName(tr("Error"));
    m_chains->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* label = new QLabel(tr("E&rror"), m_chainRow);
    label->setBuddy(m_chains);
    auto* row = new QHBoxLayout(m_chainRow);
    row->setContentsMargins({});
    row->addWidget(label);
    row->addWidget(m_chains, 1);
    connect(m_chains, &QComboBox::activated, this, [this](int index) {
        emit chainChosen(static_cast<std::size_t>(m_chains->itemData(index).toInt()));
    });
}

void ExplanationView::makeActions()
{
    m_serverRow = new QWidget(m_content);
    auto* label = new QLabel(tr("&Server in the log"), m_serverRow);
    m_server = new ComboBox(m_serverRow);
    m_server->setAccessibleName(tr("Server in the log"));
    m_server->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_server->setMinimumContentsLength(16);
    label->setBuddy(m_server);
    m_check = new QPushButton(icon(u"trust-check"_s), tr("Check This Server…"), m_serverRow);
    m_probe = new QPushButton(icon(u"payload-scep"_s), tr("Probe SCEP Server…"), m_serverRow);
    auto* names = new QHBoxLayout;
    names->addWidget(label);
    names->addWidget(m_server, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_check);
    buttons->addWidget(m_probe);
    buttons->addStretch(1);
    auto* rows = new QVBoxLayout(m_serverRow);
    rows->setContentsMargins({});
    rows->addLayout(names);
    rows->addLayout(buttons);
    m_fieldBox = new QWidget(m_content);
    m_fields = new QVBoxLayout(m_fieldBox);
    m_fields->setContentsMargins({});
    const auto current = [this] {
        return m_servers[static_cast<std::size_t>(m_server->currentIndex())];
    };
    connect(m_server, &QComboBox::currentIndexChanged, this, &ExplanationView::showServer);
    connect(m_check, &QPushButton::clicked, this,
            [this, current] { emit checkServerAsked(current().host(), current().port()); });
    connect(m_probe, &QPushButton::clicked, this, [this, current] { emit probeScepAsked(current().url); });
}

void ExplanationView::makeReport()
{
    m_reportRow = new QWidget(this);
    auto* copy = new QPushButton(tr("Copy Report"), m_reportRow);
    auto* save = new QPushButton(tr("Save Report…"), m_reportRow);
    m_hideNames = new QCheckBox(tr("Hide host names, devices and people"), m_reportRow);
    m_hideNames->setChecked(true);
    m_hideNames->setToolTip(tr("Passwords, challenges and tokens are masked in any case"));
    m_done = new HintLabel({}, m_reportRow);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addWidget(save);
    buttons->addWidget(m_hideNames, 1);
    auto* column = new QVBoxLayout(m_reportRow);
    const int gap = fontMetrics().height() / 2;
    column->setContentsMargins(gap, 0, gap, 0);
    column->addLayout(buttons);
    column->addWidget(m_done);
    connect(copy, &QPushButton::clicked, this, &ExplanationView::copyReport);
    connect(save, &QPushButton::clicked, this, &ExplanationView::saveReport);
}

void ExplanationView::show(const Explained& explained)
{
    // The same text once more: what was chosen in it stays.
    const bool isSame = explained.text.constData() == m_explained.text.constData();
    const int chosen = isSame ? m_chains->currentIndex() : 0;
    m_explained = explained;
    m_content->setVisible(!explained.isBlank);
    m_reportRow->setVisible(!explained.isBlank);
    fillChains();
    m_chains->setCurrentIndex(chosen);
    if (chosen > 0)
        emit chainChosen(static_cast<std::size_t>(m_chains->currentData().toInt()));
    else
        showChain(explained.explanation);
}

void ExplanationView::showChain(const explain::Explanation& explanation)
{
    const bool isNews = explanation.what != m_explanation.what;
    m_explanation = explanation;
    m_stack->show(explanation.errors.empty() ? explanation.recognised : explanation.errors);
    const bool hasStack = !explanation.errors.empty() || !explanation.recognised.empty();
    m_stack->setVisible(hasStack);
    m_stackTitle->setVisible(hasStack);
    m_stackTitle->setText(explanation.errors.empty()      ? tr("Recognized by its words")
                          : explanation.errors.size() > 1 ? tr("How it came about")
                                                          : tr("The error"));
    // What can be done next is not to be looked for below a long list of causes.
    auto* content = static_cast<QVBoxLayout*>(m_content->layout());
    content->removeWidget(m_card);
    content->insertWidget(content->indexOf(hasStack ? m_remarksTitle : m_serverRow), m_card);
    m_card->show(explanation);
    fillServers();
    fillFields();
    fillRemarks();
    orderTabs();
    tellDone({});
    // Where nothing was found, the person needs to know what else to try.
    m_guide->setVisible(!hasStack && explanation.causes.empty());
    if (isNews && isVisible()) {
        m_card->setAccessibleName(explanation.what);
        QAccessibleEvent alert(m_card, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void ExplanationView::orderTabs()
{
    // What was made anew stands last in the order until it is put in its place.
    QWidgetList boxes;
    for (int i = 0; i < m_content->layout()->count(); ++i)
        boxes << m_content->layout()->itemAt(i)->widget();
    QWidget* last = m_chains;
    for (const QWidget* box : boxes << m_guide << m_reportRow) {
        const auto widgets = box->findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            const bool isReached = (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy();
            // A combo box has its list in a window of its own.
            if (!isReached || widget->window() != window())
                continue;
            setTabOrder(last, widget);
            last = widget;
        }
    }
}

void ExplanationView::fillChains()
{
    m_chains->clear();
    const explain::Explanation& all = m_explained.explanation;
    if (!all.errors.empty())
        m_chains->addItem(chainTitle(all.errors), 0);
    for (std::size_t i = all.other.size(); i-- > 0;)
        m_chains->addItem(chainTitle(all.other[i]), static_cast<int>(i) + 1);
    m_chainRow->setVisible(!all.other.empty());
}

void ExplanationView::fillServers()
{
    m_servers = nearest(m_explained.servers, m_explanation);
    if (m_servers.size() > maxServers)
        m_servers.resize(maxServers);
    m_server->clear();
    for (const NamedServer& server : m_servers)
        m_server->addItem(server.url.toDisplayString(), server.url);
    m_serverRow->setVisible(!m_servers.empty());
    showServer();
}

void ExplanationView::setCanProbe(bool canProbe)
{
    m_canProbe = canProbe;
    showServer();
}

void ExplanationView::showServer()
{
    const int index = m_server->currentIndex();
    m_probe->setVisible(m_canProbe && index >= 0 && m_servers[static_cast<std::size_t>(index)].isScep);
}

void ExplanationView::fillFields()
{
    clearLayout(m_fields);
    std::size_t count = 0;
    for (const ProfileInLog& profile : m_explained.profiles) {
        const auto place = placeIn(profile, m_explanation, m_explained.servers);
        if (!place || ++count > maxFields)
            continue;
        auto* line = new QWidget(m_fieldBox);
        auto* button = new QPushButton(icon(u"document"_s), tr("Show in Profile"), line);
        const QString where = tr("“%1”, %2").arg(place->profile, place->path.toString());
        button->setAccessibleDescription(where);
        auto* text = new HintLabel(where, line);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins({});
        row->addWidget(button);
        row->addWidget(text, 1);
        connect(button, &QPushButton::clicked, this,
                [this, place = *place] { emit showFieldAsked(place.window, place.path); });
        m_fields->addWidget(line);
    }
    m_fieldBox->setVisible(count > 0);
}

void ExplanationView::fillRemarks()
{
    clearLayout(m_remarks);
    for (const explain::Remark& remark : m_explanation.remarks) {
        auto* line = new QWidget(m_remarkBox);
        auto* sign = new QLabel(line);
        const int extent = fontMetrics().height();
        sign->setPixmap(toneIcon(toneOf(remark.kind)).pixmap(QSize(extent, extent), devicePixelRatioF()));
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(makeText(
            remark.count > 1 ? tr("%1 (%2 times)").arg(remark.title).arg(remark.count) : remark.title, line));
        for (const explain::Proof& proof : remark.proofs) {
            if (proof.line < 1)
                continue;
            auto* link = new LineLink(proof, line);
            connect(link, &QAbstractButton::clicked, this, [this, link] { emit lineAsked(link->line()); });
            column->addWidget(link);
        }
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins({});
        row->addWidget(sign, 0, Qt::AlignTop);
        row->addLayout(column, 1);
        m_remarks->addWidget(line);
    }
    m_remarksTitle->setVisible(!m_explanation.remarks.empty());
    m_remarkBox->setVisible(!m_explanation.remarks.empty());
}

void ExplanationView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // The signs are drawn in the colours of the palette.
    if (event->type() == QEvent::ApplicationPaletteChange) {
        const explain::Explanation same = m_explanation;
        showChain(same);
    }
}

QString ExplanationView::report() const
{
    return explain::toReport(m_explanation,
                             m_hideNames->isChecked() ? explain::Names::Hidden : explain::Names::Shown);
}

void ExplanationView::copyReport()
{
    QGuiApplication::clipboard()->setText(report());
    tellDone(tr("Copied"));
}

void ExplanationView::tellDone(const QString& text)
{
    m_done->setText(text);
    m_done->setVisible(!text.isEmpty());
}

void ExplanationView::scrollToTop() { m_room->verticalScrollBar()->setValue(0); }

void ExplanationView::saveReport()
{
    askWhereToSave(this, tr("Save report"), tr("Markdown (*.md);;Plain text (*.txt)"),
                   tr("Installation error") + u".md"_s, [this](const QString& path) {
                       const auto saved = base::saveFile(path, report().toUtf8());
                       tellDone(saved ? tr("Saved as %1").arg(path) : saved.error().message);
                   });
}

}  // namespace ui
