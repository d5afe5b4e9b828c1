// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"

#include "core/profile/secrets.h"
#include "ui/document/profile_document.h"
#include "ui/editor/add_payload_menu.h"
#include "ui/editor/form.h"
#include "ui/editor/forms/scep_form.h"
#include "ui/editor/payload_list_model.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/source_edit.h"
#include "ui/editor/source_view.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"

#include <QApplication>
#include <QDockWidget>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ProfileEditor::ProfileEditor(ProfileDocument& document,
                             const schema::Store& store,
                             const schema::Target& target,
                             profile::Defaults defaults,
                             QWidget* parent)
    : QMainWindow(parent, Qt::Widget)
    , m_document(document)
    , m_store(store)
    , m_defaults(std::move(defaults))
    , m_linter(new Linter(document, store, target, this))
    , m_addMenu(new AddPayloadMenu(this))
{
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setDocumentMode(true);
    makeDocks();
    makeTabs();
    connectDocument();
    showForm();
}

void ProfileEditor::makeDocks()
{
    const int width = fontMetrics().averageCharWidth();
    m_payloads = new PayloadListView(m_document, *m_addMenu);
    m_payloadDock = new QDockWidget(tr("Payloads"), this);
    m_payloadDock->setObjectName(u"payloads"_s);
    m_payloadDock->setWidget(m_payloads);
    m_payloads->setMinimumWidth(width * 24);
    m_findings = new FindingsPanel;
    m_findingsDock = new QDockWidget(tr("Checks"), this);
    m_findingsDock->setObjectName(u"checks"_s);
    m_findingsDock->setWidget(m_findings);
    m_findings->setMinimumWidth(width * 32);
    addDockWidget(Qt::LeftDockWidgetArea, m_payloadDock);
    addDockWidget(Qt::RightDockWidgetArea, m_findingsDock);
}

void ProfileEditor::restoreLayout(const QByteArray& state)
{
    if (!state.isEmpty() && restoreState(state))
        m_isNarrow = tabifiedDockWidgets(m_payloadDock).contains(m_findingsDock);
    leaveRoomForTheForm();
}

void ProfileEditor::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    leaveRoomForTheForm();
}

void ProfileEditor::leaveRoomForTheForm()
{
    constexpr int narrowest = 116;  // characters: below, two docks leave less than half for the form
    const bool isNarrow = width() < fontMetrics().averageCharWidth() * narrowest;
    if (isNarrow != m_isNarrow && !m_findingsDock->isFloating()) {
        m_isNarrow = isNarrow;
        const bool isHidden = m_findingsDock->isHidden();
        if (isNarrow) {
            tabifyDockWidget(m_payloadDock, m_findingsDock);
            m_payloadDock->raise();
        } else {
            addDockWidget(Qt::RightDockWidgetArea, m_findingsDock);
        }
        m_findingsDock->setHidden(isHidden);
        // The widths are those of before until the docks have been laid out.
        QTimer::singleShot(0, this, &ProfileEditor::leaveRoomForTheForm);
        return;
    }
    const auto isBeside = [](const QDockWidget* dock) {
        return !dock->isHidden() && !dock->isFloating();
    };
    const int docks = (isBeside(m_payloadDock) ? m_payloadDock->width() : 0)
                      + (isBeside(m_findingsDock) && !isNarrow ? m_findingsDock->width() : 0);
    if (docks * 2 <= width())
        return;
    // More for the checks than for the list: sentences are longer than names.
    resizeDocks({m_payloadDock, m_findingsDock},
                {width() * (isNarrow ? 7 : 4) / 20, width() * (isNarrow ? 7 : 5) / 20}, Qt::Horizontal);
}

void ProfileEditor::makeTabs()
{
    m_formRoom = new QWidget(this);
    auto* room = new QVBoxLayout(m_formRoom);
    room->setContentsMargins(0, 0, 0, 0);
    m_source = new SourceView(this);
    m_source->setNotice(
        tr("Read-only: the text that saving writes. What it says is changed in the form (Ctrl+1)"));
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_formRoom, tr("Form"));
    m_tabs->addTab(m_source, tr("Source"));
    setCentralWidget(m_tabs);
}

void ProfileEditor::connectDocument()
{
    connect(m_addMenu, &AddPayloadMenu::typeChosen, this, &ProfileEditor::addPayload);
    connect(m_addMenu, &AddPayloadMenu::credentialsChosen, this, &ProfileEditor::askForCredentials);
    connect(m_addMenu, &AddPayloadMenu::otherChosen, this, &ProfileEditor::askForPayloadType);

    connect(m_payloads, &PayloadListView::currentChanged, this, &ProfileEditor::showForm);
    connect(m_payloads->model(), &PayloadListModel::modelAboutToBeReset, this, &ProfileEditor::dropForm);
    connect(m_payloads->model(), &PayloadListModel::structureChanged, this, &ProfileEditor::showForm);
    connect(m_payloads, &PayloadListView::editAsked, this, [this] {
        setTab(Tab::Form);
        focusForm();
    });
    connect(m_payloads, &PayloadListView::removeAsked, this, &ProfileEditor::removePayload);
    connect(m_payloads, &PayloadListView::duplicateAsked, this, &ProfileEditor::duplicatePayload);
    connect(m_payloads, &PayloadListView::moveUpAsked, this, [this] { movePayload(Direction::Up); });
    connect(m_payloads, &PayloadListView::moveDownAsked, this, [this] { movePayload(Direction::Down); });
    connect(m_payloads, &PayloadListView::moveAsked, this, &ProfileEditor::movePayloadTo);

    connect(m_linter, &Linter::finished, this, &ProfileEditor::showFindings);
    connect(m_linter, &Linter::fixedAll, this, &ProfileEditor::fixedAll);
    connect(m_linter, &Linter::fixingFailed, this, [this](const QString& reason) {
        emit messageShown(u"edit"_s, {Tone::Error, reason});
    });
    connect(m_findings, &FindingsPanel::showAsked, this, &ProfileEditor::showFinding);
    connect(m_findings, &FindingsPanel::fixAsked, this, &ProfileEditor::fix);
    connect(m_findings, &FindingsPanel::fixAllAsked, m_linter, &Linter::fixAll);

    connect(&m_document, &ProfileDocument::changed, this, [this] {
        m_sourceIsStale = true;
        showSource();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        const bool wasStale = m_sourceIsStale;
        showSource();
        if (tab() == Tab::Source && wasStale) {
            const auto payload = currentPayload();
            const auto range = m_document.document().valueRange(
                payload ? m_document.profile().payloads()[*payload].path : plist::Path());
            if (range && payload)
                m_source->showOffset(range->begin);
        }
        emit tabChanged();
    });
}

ProfileEditor::Tab ProfileEditor::tab() const
{
    return m_tabs->currentWidget() == m_source ? Tab::Source : Tab::Form;
}

void ProfileEditor::setTab(Tab tab) { m_tabs->setCurrentIndex(tab == Tab::Source ? 1 : 0); }

std::optional<std::size_t> ProfileEditor::currentPayload() const { return m_payloads->current(); }

bool ProfileEditor::canMove(Direction direction) const
{
    const auto payload = currentPayload();
    const PayloadListModel& model = *m_payloads->model();
    return payload && (direction == Direction::Up ? model.placeAbove(*payload) : model.placeBelow(*payload));
}

void ProfileEditor::dropForm()
{
    if (!m_form)
        return;
    const QWidget* focused = focusWidget();
    if (focused && m_form->isAncestorOf(focused)) {
        m_hasLostFocus = true;
        m_lostIdentity = m_formIdentity;
        m_lostField = focused->accessibleName();
    }
    // It may be on the stack: an edit of its own led here. It must not read places that moved, nor write
    // to them when the focus leaves it.
    qApp->disconnect(m_form);
    m_form->disconnect(m_findings);
    m_findings->setUnfinished({});
    const QList<QObject*> parts = m_form->findChildren<QObject*>();
    for (QObject* part : parts)
        m_document.disconnect(part);
    m_document.disconnect(m_form);
    m_formRoom->layout()->removeWidget(m_form);
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
}

void ProfileEditor::showForm()
{
    const auto payload = currentPayload();
    if (m_form && m_formPayload == payload)
        return;
    commitPending();
    dropForm();
    m_formPayload = payload;
    m_formIdentity = formIdentity(payload);
    m_form = makeForm(m_document, m_store, payload, m_formRoom);
    m_formRoom->layout()->addWidget(m_form);
    connect(m_form, &Form::unfinishedChanged, m_findings, &FindingsPanel::setUnfinished);
    if (auto* scep = qobject_cast<ScepForm*>(m_form)) {
        connect(scep, &ScepForm::probeAsked, this, &ProfileEditor::probeScepAsked);
        connect(scep, &ScepForm::ndesAsked, this, &ProfileEditor::ndesAsked);
    }
    m_form->show();
    m_form->setFindings(m_linter->findings());
    putChecksLast();
    if (tab() == Tab::Source) {
        const plist::Path path = payload ? m_document.profile().payloads()[*payload].path : plist::Path();
        if (const auto range = m_document.document().valueRange(path))
            m_source->showOffset(payload ? range->begin : 0);
    }
    focusAgain();
    emit currentPayloadChanged();
}

QString ProfileEditor::formIdentity(std::optional<std::size_t> payload) const
{
    if (!payload)
        return {};
    const profile::Payload& of = m_document.profile().payloads()[*payload];
    return of.type + u' ' + of.uuid;
}

void ProfileEditor::focusAgain()
{
    if (!std::exchange(m_hasLostFocus, false))
        return;
    if (m_lostIdentity == m_formIdentity && !m_lostField.isEmpty()) {
        const QList<QWidget*> parts = m_form->findChildren<QWidget*>();
        const auto same = std::find_if(parts.begin(), parts.end(), [this](const QWidget* part) {
            return part->accessibleName() == m_lostField && part->focusPolicy() != Qt::NoFocus
                   && part->isVisibleTo(m_form) && part->isEnabledTo(m_form);
        });
        if (same != parts.end())
            return (*same)->setFocus(Qt::OtherFocusReason);
    }
    m_payloads->setFocus(Qt::OtherFocusReason);
}

void ProfileEditor::commitPending()
{
    if (m_form)
        m_form->commitPending();
}

void ProfileEditor::putChecksLast()
{
    // A form is made anew for each payload, and what is made last comes last when Tab is pressed.
    QList<QWidget*> checks;
    for (QWidget* next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        if (m_findings->isAncestorOf(next))
            checks << next;
    }
    QWidget* before = m_form;
    for (QWidget* next = m_form->nextInFocusChain(); next != m_form; next = next->nextInFocusChain()) {
        if (m_form->isAncestorOf(next))
            before = next;
    }
    for (QWidget* check : checks) {
        setTabOrder(before, check);
        before = check;
    }
}

void ProfileEditor::showSource()
{
    if (!m_sourceIsStale || tab() != Tab::Source)
        return;
    std::vector<plist::Range> secrets;
    for (const profile::FoundSecret& secret : profile::findSecrets(m_document.profile(), m_store)) {
        if (const auto range = m_document.document().valueRange(secret.path))
            secrets.push_back(*range);
    }
    m_source->setText(m_document.document().text(), secrets);
    m_sourceIsStale = false;
}

void ProfileEditor::showFindings()
{
    const std::vector<report::Finding>& findings = m_linter->findings();
    m_payloads->model()->setFindings(findings);
    m_findings->setFindings(findings);
    if (m_form)
        m_form->setFindings(findings);
    QMap<int, report::Severity> marks;
    for (const report::Finding& finding : findings) {
        if (!finding.position)
            continue;
        const auto mark = marks.find(finding.position->line);
        if (mark == marks.end())
            marks.insert(finding.position->line, finding.severity);
        else
            *mark = std::min(*mark, finding.severity);
    }
    m_source->setMarks(marks);
}

void ProfileEditor::showPath(const plist::Path& path)
{
    std::optional<std::size_t> payload;
    const auto& payloads = m_document.profile().payloads();
    for (std::size_t position = 0; position < payloads.size(); ++position) {
        if (path.startsWith(payloads[position].path))
            payload = position;
    }
    m_payloads->setCurrent(payload);
    if (m_form->showField(path)) {
        setTab(Tab::Form);
        return;
    }
    setTab(Tab::Source);
    for (plist::Path at = path;; at = at.parent()) {
        const auto range = m_document.document().valueRange(at);
        if (range)
            m_source->showOffset(m_document.document().keyRange(at).value_or(*range).begin);
        if (range || at.isRoot())
            break;
    }
    m_source->setFocus();
}

void ProfileEditor::showFinding(const report::Finding& finding)
{
    if (finding.path)
        return showPath(*finding.path);
    setTab(Tab::Source);
    if (finding.position)
        m_source->showLine(finding.position->line);
    m_source->setFocus();
}

void ProfileEditor::focusForm()
{
    for (QWidget* next = m_form->nextInFocusChain(); next != m_form; next = next->nextInFocusChain()) {
        if (m_form->isAncestorOf(next) && next->isVisible() && next->isEnabled()
            && (next->focusPolicy() & Qt::TabFocus)) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    m_tabs->setFocus(Qt::TabFocusReason);
}

void ProfileEditor::focusNextPane()
{
    const QList<QWidget*> panes = {m_payloads, m_tabs, m_findings};
    const QWidget* focused = focusWidget();
    qsizetype current = -1;
    for (qsizetype pane = 0; pane < panes.size(); ++pane) {
        if (focused && (panes[pane] == focused || panes[pane]->isAncestorOf(focused)))
            current = pane;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget* next = panes[(current + step) % panes.size()];
        if (auto* dock = qobject_cast<QDockWidget*>(next->parentWidget()))
            dock->raise();  // behind another one, in a narrow window
        if (!next->isVisible())
            continue;
        if (next != m_tabs)
            next->setFocus(Qt::TabFocusReason);
        else if (tab() == Tab::Source)
            m_source->setFocus(Qt::TabFocusReason);
        else
            focusForm();
        return;
    }
}

}  // namespace ui
