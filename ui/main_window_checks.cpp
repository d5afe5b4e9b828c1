// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/explain/explain_page.h"
#include "ui/main_window.h"
#include "ui/main_window_actions.h"
#include "ui/trust/check_page.h"

#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

bool MainWindow::isCheckShown() const { return m_checkPage && m_pages->currentWidget() == m_checkPage; }

bool MainWindow::isToolShown() const
{
    return isCheckShown() || isScepDeskShown() || isNdesDeskShown()
           || (m_explainPage && m_pages->currentWidget() == m_explainPage);
}

CheckPage& MainWindow::checkPage()
{
    if (!m_checkPage) {
        m_checkPage = new CheckPage(m_services, m_store, this);
        m_pages->addWidget(m_checkPage);
        connect(m_checkPage, &CheckPage::backAsked, this, &MainWindow::leaveCheckPage);
        connect(m_checkPage, &CheckPage::showPathAsked, this, &MainWindow::showInEditor);
    }
    showCheckPage();
    return *m_checkPage;
}

void MainWindow::showCheckPage()
{
    m_isCheckOfLog = false;
    m_checkPage->setBack(m_document ? tr("Back to the profile") : tr("Back"));
    m_pages->setCurrentWidget(m_checkPage);
    showState();
}

void MainWindow::leaveCheckPage()
{
    if (isCheckShown() && m_isCheckOfLog) {
        explainPage();
    } else if (m_editor) {
        m_pages->setCurrentWidget(m_editor);
        m_editor->payloadList().setFocus();
    } else if (m_unreadable) {
        m_pages->setCurrentWidget(m_unreadable);
    } else {
        return showStartPage();
    }
    showState();
}

void MainWindow::checkServer() { checkPage().checkServer(); }

void MainWindow::checkProfile()
{
    m_editor->commitPending();
    checkPage().checkProfile(m_document->displayName(), m_document->document());
}

void MainWindow::showInEditor(const plist::Path& path)
{
    m_isCheckOfLog = false;
    leaveCheckPage();
    if (m_editor)
        m_editor->showPath(path);
}

}  // namespace ui
