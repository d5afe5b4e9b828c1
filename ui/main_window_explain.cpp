// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/explain/explain_page.h"
#include "ui/main_window.h"
#include "ui/trust/check_page.h"

#include <QApplication>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ExplainPage& MainWindow::explainPage()
{
    if (!m_explainPage) {
        m_explainPage = new ExplainPage(this);
        addTool(*m_explainPage);
        m_explainPage->setProfiles([] {
            std::vector<OpenProfile> profiles;
            const QWidgetList windows = QApplication::topLevelWidgets();
            for (QWidget* widget : windows) {
                auto* window = qobject_cast<MainWindow*>(widget);
                if (window && window->m_document)
                    profiles.push_back(
                        {window->m_document->displayName(), window->m_document->document(), window});
            }
            return profiles;
        });
        connect(m_explainPage, &ExplainPage::checkServerRequested, this, &MainWindow::checkServerInLog);
        connect(m_explainPage, &ExplainPage::probeScepRequested, this, &MainWindow::checkScepServerInLog);
        connect(m_explainPage, &ExplainPage::showFieldRequested, this, &MainWindow::showField);
    }
    showTool(*m_explainPage);
    return *m_explainPage;
}

void MainWindow::explainError() { explainPage().focusFirst(); }

void MainWindow::checkServerInLog(const QString& host, quint16 port)
{
    const QString name = host.contains(u':') ? u"[%1]"_s.arg(host) : host;
    checkPage().checkServer(u"%1:%2"_s.arg(name).arg(port));
    leadBackTo(*m_explainPage, tr("Back to the explanation"));
}

void MainWindow::showField(QWidget* window, const plist::Path& path)
{
    auto* owner = qobject_cast<MainWindow*>(window);
    if (!owner || !owner->m_document)
        return;
    owner->showInEditor(path);
    owner->raise();
    owner->activateWindow();
}

}  // namespace ui
