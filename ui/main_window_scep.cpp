// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/explain/explain_page.h"
#include "ui/findings/target_chooser.h"
#include "ui/main_window.h"
#include "ui/scep/scep_desk.h"

#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ScepDesk& MainWindow::scepDesk()
{
    if (!m_scepDesk) {
        m_scepDesk = new ScepDesk(m_services, this);
        addTool(*m_scepDesk);
        connect(m_scepDesk, &ScepDesk::showPathAsked, this, &MainWindow::showInEditor);
    }
    showTool(*m_scepDesk);
    return *m_scepDesk;
}

bool MainWindow::keepsIdentity(const std::function<void()>& goOn)
{
    if (!m_scepDesk || !m_scepDesk->holdsIdentity())
        return false;
    m_messages->show(
        u"identity"_s,
        {Tone::Warning,
         tr("The identity that was issued is in no profile yet: going on, its private key is lost"),
         {{tr("Show &It"),
           [this] {
               showTool(*m_scepDesk);
           }},
          {tr("Go On Without It"), [this, goOn] {
               m_scepDesk->discardIdentity();
               goOn();
           }}}});
    m_messages->focusOn(u"identity"_s);
    return true;
}

void MainWindow::probeScep(const plist::Path& payload)
{
    const plist::Value* uuid = m_document->root().at(payload / u"PayloadUUID");
    const QString name = uuid && uuid->as<QString>() ? *uuid->as<QString>() : QString();
    const bool isSame = m_scepDesk && m_scepDesk->isAbout(*m_document, payload, name);
    if (!isSame && keepsIdentity([this, payload] { probeScep(payload); }))
        return;
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
    leadBackTo(*m_explainPage, tr("Back to the explanation"));
    desk.focusFirst();
}

}  // namespace ui
