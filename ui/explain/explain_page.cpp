// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_page.h"

#include "ui/drop_hint.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/explain/explanation_view.h"
#include "ui/explain/log_edit.h"
#include "ui/explain/log_files.h"
#include "ui/explain/log_input.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMetaMethod>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ExplainPage::ExplainPage(QWidget* parent)
    : ToolPage(tr("Explain an installation error"), parent)
    , m_explainer(new Explainer(this))
    , m_splitter(new QSplitter(this))
    , m_input(new LogInput(m_splitter))
    , m_view(new ExplanationView(m_splitter))
{
    setAcceptDrops(true);
    setHeading(tr("Explain an installation error"));
    makeLayout();
    connectView();
    connect(m_input, &LogInput::edited, m_explainer,
            [this](const QString& text) { m_explainer->explain(text); });
    connect(m_input, &LogInput::largePasted, m_explainer, [this](const QString& text) {
        m_explainer->explain(text, Explained::Origin::Pasted);
        showUnderWay(tr("Reading what was pasted…"));
    });
    connect(m_input, &LogInput::fileGiven, this, &ExplainPage::explainFile);
    connect(m_input, &LogInput::openAsked, this, &ExplainPage::browse);
    connect(m_input, &LogInput::cancelAsked, this, &ExplainPage::cancel);
    connect(m_explainer, &Explainer::finished, this, &ExplainPage::showExplained);
    connect(m_explainer, &Explainer::failed, this, &ExplainPage::showFailure);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_input, &LogInput::find);
}

void ExplainPage::makeLayout()
{
    const int gap = fontMetrics().height();
    m_input->setMinimumSize(fontMetrics().averageCharWidth() * 30, gap * 8);
    m_view->setMinimumSize(fontMetrics().averageCharWidth() * 40, gap * 10);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_input);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setContentsMargins(gap, 0, gap, gap / 2);
    keepHeading({}, m_splitter);
    m_dropHint = new DropHint(this);
}

void ExplainPage::connectView()
{
    connect(m_view, &ExplanationView::lineAsked, m_input, &LogInput::showLine);
    connect(m_view, &ExplanationView::chainChosen, this, [this](std::size_t index) {
        m_view->showChain(index == 0 ? m_explainer->explained().explanation : m_explainer->other(index - 1));
    });
    connect(m_view, &ExplanationView::checkServerAsked, this, &ExplainPage::checkServerRequested);
    connect(m_view, &ExplanationView::probeScepAsked, this, &ExplainPage::probeScepRequested);
    connect(m_view, &ExplanationView::showFieldAsked, this, &ExplainPage::showFieldRequested);
}

void ExplainPage::setProfiles(OpenProfiles profiles) { m_explainer->setProfiles(std::move(profiles)); }

void ExplainPage::focusFirst() { m_input->setFocus(); }

void ExplainPage::explainFile(const QString& path)
{
    m_explainer->explainFile(path);
    showUnderWay(tr("Reading “%1”…").arg(QFileInfo(path).fileName()));
}

void ExplainPage::showUnderWay(const QString& text)
{
    // Most are read before anyone could read that.
    QTimer::singleShot(400, this, [this, text, waiting = ++m_waiting] {
        if (waiting != m_waiting || !m_explainer->isUnderWay())
            return;
        m_input->tell(Tone::Info, text);
        m_input->setUnderWay(true);
    });
}

void ExplainPage::cancel()
{
    m_explainer->cancel();
    ++m_waiting;
    m_input->setUnderWay(false);
    m_input->tell(Tone::Info, tr("Cancelled"));
}

void ExplainPage::browse()
{
    askForFile(this, tr("Log to explain"), logFilter(), [this](const QString& path) { explainFile(path); });
}

void ExplainPage::showExplained()
{
    const Explained& explained = m_explainer->explained();
    m_input->setUnderWay(false);
    ++m_waiting;
    if (explained.origin != Explained::Origin::Typed)
        m_input->showText(explained.text, explained.name, explained.rows);
    m_view->setCanProbe(isSignalConnected(QMetaMethod::fromSignal(&ExplainPage::probeScepRequested)));
    m_view->show(explained);
    if (explained.origin != Explained::Origin::Typed)
        showCause();
    emit shown();
}

void ExplainPage::showCause()
{
    m_view->scrollToTop();
    const explain::Explanation& explanation = m_view->explanation();
    const auto& errors = explanation.errors.empty() ? explanation.recognised : explanation.errors;
    if (!errors.empty() && errors.back().proof.line > 0)
        m_input->showLine(errors.back().proof.line);
}

void ExplainPage::showFailure(const base::Error& error)
{
    m_input->setUnderWay(false);
    ++m_waiting;
    m_input->tell(Tone::Error,
                  error.hint.isEmpty() ? error.message : u"%1. %2"_s.arg(error.message, error.hint));
    emit shown();
}

void ExplainPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // Profiles may have been opened or changed meanwhile.
    m_explainer->explainAgain();
}

void ExplainPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() < fontMetrics().averageCharWidth() * 110 ? Qt::Vertical
                                                                                : Qt::Horizontal);
}

void ExplainPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (logsIn(*event->mimeData()).isEmpty())
        return;
    m_dropHint->appear(tr("Drop to explain"));
    event->acceptProposedAction();
}

void ExplainPage::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_dropHint->hide();
    QWidget::dragLeaveEvent(event);
}

void ExplainPage::dropEvent(QDropEvent* event)
{
    m_dropHint->hide();
    event->acceptProposedAction();
    explainFile(logsIn(*event->mimeData()).constFirst());
}

}  // namespace ui
