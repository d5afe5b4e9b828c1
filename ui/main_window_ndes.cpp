// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/share/sharing.h"

#include <QFileInfo>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

NdesDesk& MainWindow::ndesDesk()
{
    if (!m_ndesDesk) {
        m_ndesDesk = new NdesDesk(m_services.now, this);
        addTool(*m_ndesDesk);
    }
    showTool(*m_ndesDesk);
    return *m_ndesDesk;
}

void MainWindow::askNdes(const plist::Path& payload)
{
    NdesDesk& desk = ndesDesk();
    desk.showPayload(*m_document, payload);
    desk.focusFirst();
}

void MainWindow::showNdes()
{
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
