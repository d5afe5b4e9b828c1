// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/findings/target_chooser.h"
#include "ui/main_window.h"
#include "ui/scep/scep_desk.h"

#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

bool MainWindow::isScepDeskShown() const { return m_scepDesk && m_pages->currentWidget() == m_scepDesk; }

ScepDesk& MainWindow::scepDesk()
{
    if (!m_scepDesk) {
        m_scepDesk = new ScepDesk(m_services, this);
        m_pages->addWidget(m_scepDesk);
        connect(m_scepDesk, &ScepDesk::backAsked, this, &MainWindow::leaveScepDesk);
        connect(m_scepDesk, &ScepDesk::showPathAsked, this, &MainWindow::showInEditor);
    }
    m_isScepOfLog = false;
    m_scepDesk->setBack(m_document ? tr("Back to the profile") : tr("Back"));
    m_pages->setCurrentWidget(m_scepDesk);
    showState();
    return *m_scepDesk;
}

void MainWindow::leaveScepDesk()
{
    if (m_isScepOfLog)
        explainPage();
    else
        leaveCheckPage();
}

bool MainWindow::keepsIdentity(const std::function<void()>& goOn)
{
    if (!m_scepDesk || !m_scepDesk->holdsIdentity())
        return false;
    m_messages->show(
        u"identity"_s,
        {Tone::Warning,
         tr("The identity that was issued is in no profile yet: going on, its private key is lost"),
         {{tr("Show It"),
           [this] {
               m_pages->setCurrentWidget(m_scepDesk);
               showState();
           }},
          {tr("Go On Without It"), [this, goOn] {
               m_scepDesk->discardIdentity();
               goOn();
           }}}});
    return true;
}

void MainWindow::probeScep(const plist::Path& payload)
{
    const plist::Value* uuid = m_document->root().at(payload / u"PayloadUUID");
    const QString name = uuid && uuid->as<QString>() ? *uuid->as<QString>() : QString();
    const bool isSame = m_scepDesk && m_scepDesk->isAbout(*m_document, payload, name);
    if (!isSame && keepsIdentity([this, payload] { probeScep(payload); }))
        return;
    m_editor->commitPending();
    profile::Defaults defaults;
    defaults.identifierPrefix = m_settings.identifierPrefix;
    defaults.organization = m_settings.organization;
    ScepDesk& desk = scepDesk();
    desk.showPayload(*m_document, payload, m_target->target(), defaults);
    desk.focusFirst();
    desk.probe();
}

void MainWindow::checkScepServer()
{
    if (keepsIdentity([this] { checkScepServer(); }))
        return;
    if (m_editor)
        m_editor->commitPending();
    ScepDesk& desk = scepDesk();
    desk.showServer();
    desk.focusFirst();
}

void MainWindow::checkScepServerInLog(const QUrl& url)
{
    if (keepsIdentity([this, url] { checkScepServerInLog(url); }))
        return;
    ScepDesk& desk = scepDesk();
    desk.showServer(url);
    desk.setBack(tr("Back to the explanation"));
    desk.focusFirst();
    m_isScepOfLog = true;
}

}  // namespace ui
