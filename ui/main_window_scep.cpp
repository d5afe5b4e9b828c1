// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/explain/explain_page.h"
#include "ui/findings/target_chooser.h"
#include "ui/main_window.h"
#include "ui/scep/scep_desk.h"
#include "ui/widgets/payload_choice.h"

#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

ScepDesk& MainWindow::scepDesk()
{
    if (!m_scepDesk) {
        m_scepDesk = new ScepDesk(m_services, this);
        addTool(*m_scepDesk);
        connect(m_scepDesk, &ScepDesk::showPathAsked, this, &MainWindow::showInEditor);
        connect(&m_scepDesk->choice(), &PayloadChoice::chosen, this, &MainWindow::chooseScepPayload);
        connect(m_scepDesk, &ScepDesk::identityChanged, this, [this] {
            if (!m_scepDesk->holdsIdentity())
                m_messages->remove(u"identity"_s);
        });
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
          {tr("&Go On Without It"), [this, goOn] {
               m_scepDesk->discardIdentity();
               goOn();
           }}}});
    m_messages->focusOn(u"identity"_s);
    return true;
}

std::optional<plist::Path> MainWindow::scepPayloadInMind() const
{
    if (!m_document)
        return {};
    const std::vector<plist::Path> all = scepPayloads(m_document->profile());
    const auto selected = m_editor->currentPayload();
    if (selected) {
        const plist::Path& path = m_document->profile().payloads()[*selected].path;
        if (std::find(all.begin(), all.end(), path) != all.end())
            return path;
    }
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

void MainWindow::chooseScepPayload(const std::optional<plist::Path>& payload)
{
    const bool isKept = keepsIdentity([this, payload] { chooseScepPayload(payload); });
    if (!isKept && payload)
        showScepPayload(*payload);
    else if (!isKept)
        m_scepDesk->showServer();
    // With what is on the page, if that stayed.
    showState();
}

void MainWindow::showScepPayload(const plist::Path& payload)
{
    profile::Defaults defaults;
    defaults.identifierPrefix = m_settings.identifierPrefix;
    defaults.organization = m_settings.organization;
    scepDesk().showPayload(*m_document, payload, m_target->target(), defaults);
    showState();
}

bool MainWindow::isOnScepDesk(const plist::Path& payload) const
{
    const plist::Value* uuid = m_document->root().at(payload / u"PayloadUUID");
    const QString name = uuid && uuid->as<QString>() ? *uuid->as<QString>() : QString();
    return m_scepDesk && m_scepDesk->isAbout(*m_document, payload, name);
}

void MainWindow::probeScep(const plist::Path& payload)
{
    if (!isOnScepDesk(payload) && keepsIdentity([this, payload] { probeScep(payload); }))
        return;
    showScepPayload(payload);
    m_scepDesk->focusFirst();
    m_scepDesk->probe();
}

void MainWindow::checkScepServer()
{
    const auto payload = scepPayloadInMind();
    const bool isSame = payload && isOnScepDesk(*payload);
    if (!isSame && keepsIdentity([this] { checkScepServer(); }))
        return;
    if (payload)
        showScepPayload(*payload);
    else
        scepDesk().showServer();
    m_scepDesk->focusFirst();
    showState();
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
