// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/ndes/ndes_desk.h"
#include "ui/share/sharing.h"
#include "ui/widgets/payload_choice.h"

#include <QFileInfo>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

NdesDesk& MainWindow::ndesDesk()
{
    if (!m_ndesDesk) {
        m_ndesDesk = new NdesDesk(m_services.now, this);
        addTool(*m_ndesDesk);
        connect(&m_ndesDesk->choice(), &PayloadChoice::chosen, this,
                [this](const std::optional<plist::Path>& payload) {
                    if (payload)
                        m_ndesDesk->showPayload(*m_document, *payload);
                    else
                        m_ndesDesk->showServer();
                    showState();
                });
    }
    showTool(*m_ndesDesk);
    return *m_ndesDesk;
}

void MainWindow::askNdes(const plist::Path& payload)
{
    NdesDesk& desk = ndesDesk();
    desk.showPayload(*m_document, payload);
    desk.focusFirst();
    showState();
}

void MainWindow::showNdes()
{
    if (const auto payload = scepPayloadInMind())
        return askNdes(*payload);
    NdesDesk& desk = ndesDesk();
    desk.showServer();
    desk.focusFirst();
    showState();
}

void MainWindow::noteExport(const QString& path)
{
    if (m_ndesDesk)
        m_ndesDesk->noteExport(QFileInfo(path).fileName());
    m_sharing->noteExport(path);
}

}  // namespace ui
