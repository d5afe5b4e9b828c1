// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/profile_document.h"
#include "ui/editor/profile_editor.h"
#include "ui/main_window.h"
#include "ui/share/sharing.h"

#include <QApplication>
#include <QCloseEvent>

#include <memory>
#include <utility>

namespace ui {

std::vector<MainWindow*> MainWindow::shownWindows()
{
    std::vector<MainWindow*> shown;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget* widget : all) {
        auto* window = qobject_cast<MainWindow*>(widget);
        if (window && window->isVisible() && !window->m_isClosing)
            shown.push_back(window);
    }
    return shown;
}

void MainWindow::quit()
{
    for (MainWindow* window : shownWindows()) {
        window->m_isDecided = false;
        window->m_isGivenUp = false;
        window->m_sharing->askAgain();
    }
    quitWhenAllAgree();
}

void MainWindow::quitWhenAllAgree()
{
    const std::vector<MainWindow*> windows = shownWindows();
    for (MainWindow* window : windows) {
        if (window->m_isDecided)
            continue;
        return window->decide([decided = QPointer(window)] {
            if (decided)
                decided->m_isDecided = true;
            quitWhenAllAgree();
        });
    }
    for (MainWindow* window : windows)
        window->closeNow();
}

void MainWindow::closeNow()
{
    m_isClosing = true;
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

void MainWindow::comeForward()
{
    if (isMinimized())
        showNormal();
    if (!isActiveWindow()) {
        raise();
        activateWindow();
    }
}

void MainWindow::decide(const std::function<void()>& goOn)
{
    const auto again = [this, goOn] {
        decide(goOn);
    };
    if (keepsIdentity(again) || m_sharing->keepsOpen(again))
        return comeForward();
    if (m_document)
        m_editor->commitPending();
    if (!m_document || !m_document->isModified() || m_isGivenUp)
        return goOn();
    comeForward();
    if (std::exchange(m_isAsking, true))
        return;
    m_questions.unsaved(this, m_document->displayName(), [this, goOn](Unsaved answer) {
        m_isAsking = false;
        if (answer == Unsaved::Save)
            return save(goOn);
        m_isGivenUp = answer == Unsaved::Discard;
        if (m_isGivenUp)
            goOn();
    });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    bool isFree = m_isClosing;
    if (!m_isClosing) {
        m_isGivenUp = false;
        m_sharing->askAgain();
        // Null once the answer comes too late for this event.
        const auto atOnce = std::make_shared<bool*>(&isFree);
        decide([this, atOnce] {
            if (*atOnce)
                **atOnce = true;
            else
                closeNow();
        });
        *atOnce = nullptr;
    }
    if (isFree)
        rememberLayout();
    event->setAccepted(isFree);
}

}  // namespace ui
