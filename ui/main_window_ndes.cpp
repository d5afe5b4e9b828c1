// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/share/sharing.h"

#include <QFileInfo>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

bool MainWindow::isNdesDeskShown() const { return m_ndesDesk && m_pages->currentWidget() == m_ndesDesk; }

NdesDesk& MainWindow::ndesDesk()
{
    if (!m_ndesDesk) {
        m_ndesDesk = new NdesDesk(m_services.now, this);
        m_pages->addWidget(m_ndesDesk);
        connect(m_ndesDesk, &NdesDesk::backAsked, this, &MainWindow::leaveCheckPage);
    }
    m_ndesDesk->setBack(m_document ? tr("Back to the profile") : tr("Back"));
    m_pages->setCurrentWidget(m_ndesDesk);
    showState();
    return *m_ndesDesk;
}

void MainWindow::askNdes(const plist::Path& payload)
{
    m_editor->commitPending();
    NdesDesk& desk = ndesDesk();
    desk.showPayload(*m_document, payload);
    desk.focusFirst();
}

void MainWindow::showNdes()
{
    if (m_editor)
        m_editor->commitPending();
    NdesDesk& desk = ndesDesk();
    desk.showServer();
    desk.focusFirst();
}

void MainWindow::noteExport(const QString& path)
{
    if (m_ndesDesk)
        m_ndesDesk->noteExport(QFileInfo(path).fileName());
    m_sharing->noteExport(path);
}

}  // namespace ui
