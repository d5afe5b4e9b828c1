// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/share/sharing.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

void MainWindow::makeSharing()
{
    m_sharing =
        new Sharing(m_store, m_settings, systemShareServices(m_services.knowledge), *m_messages, this);
    connect(m_sharing, &Sharing::signAsked, this, &MainWindow::exportProfile);
    connect(m_sharing, &Sharing::saveAsked, this, [this] { save(); });
    connect(m_sharing, &Sharing::commitAsked, this, [this] {
        if (m_editor)
            m_editor->commitPending();
    });
    connect(m_sharing, &Sharing::resultChanged, this, &MainWindow::showDelivery);
    connect(m_sharing, &Sharing::settingsChanged, this, &MainWindow::settingsChanged);
}

void MainWindow::showDelivery()
{
    const QString result = m_sharing->lastResult();
    const QString sentence = result.isEmpty() ? QString() : tr("Last: %1").arg(result);
    m_delivery->setText(result);
    m_delivery->setAccessibleName(sentence);
    const bool isShown = !result.isEmpty() && !shownTool();
    m_delivery->setVisible(isShown);
    // In a narrow window there is no room for both, and the payloads can be seen.
    m_payloadCount->setVisible(m_document && !shownTool() && !isShown);
    m_shareButton->setToolTip(sentence.isEmpty()
                                  ? tr("Hand the profile to devices and people")
                                  : tr("Hand the profile to devices and people. %1").arg(sentence));
    m_shareButton->setAccessibleDescription(sentence);
}

}  // namespace ui
