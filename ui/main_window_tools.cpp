// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/main_window.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/scep/scep_desk.h"
#include "ui/trust/check_page.h"
#include "ui/widgets/payload_choice.h"

#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ToolPage* MainWindow::shownTool() const { return qobject_cast<ToolPage*>(m_pages->currentWidget()); }

void MainWindow::addTool(ToolPage& page)
{
    m_tools.push_back(&page);
    m_pages->addWidget(&page);
    connect(&page, &ToolPage::backAsked, this, &MainWindow::leaveTool);
}

void MainWindow::showTool(ToolPage& page)
{
    if (m_editor)
        m_editor->commitPending();
    m_backPage = nullptr;
    page.setBack(m_document ? tr("Back to the profile") : tr("Back"));
    m_pages->setCurrentWidget(&page);
    showState();
}

void MainWindow::showChoices()
{
    const profile::Profile* profile = m_document ? &m_document->profile() : nullptr;
    if (m_scepDesk)
        m_scepDesk->choice().show(profile, m_scepDesk->payloadPath());
    if (m_ndesDesk)
        m_ndesDesk->choice().show(profile, m_ndesDesk->payloadPath());
}

void MainWindow::leadBackTo(ToolPage& page, const QString& text)
{
    m_backPage = &page;
    shownTool()->setBack(text);
}

void MainWindow::leaveTool()
{
    if (m_backPage)
        return showTool(*m_backPage);
    if (m_editor) {
        m_pages->setCurrentWidget(m_editor);
        m_editor->payloadList().setFocus();
    } else if (m_unreadable) {
        m_pages->setCurrentWidget(m_unreadable);
    } else {
        return showStartPage();
    }
    showState();
}

void MainWindow::showInEditor(const plist::Path& path)
{
    m_backPage = nullptr;
    leaveTool();
    if (m_editor)
        m_editor->showPath(path);
}

CheckPage& MainWindow::checkPage()
{
    if (!m_checkPage) {
        m_checkPage = new CheckPage(m_services, m_store, this);
        addTool(*m_checkPage);
        connect(m_checkPage, &CheckPage::showPathAsked, this, &MainWindow::showInEditor);
    }
    showTool(*m_checkPage);
    return *m_checkPage;
}

void MainWindow::checkServer() { checkPage().checkServer(); }

void MainWindow::checkProfile()
{
    checkPage().checkProfile(m_document->displayName(), m_document->document());
}

}  // namespace ui
