// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"

#include "ui/questions.h"
#include "ui/style/readable.h"
#include "ui/task.h"
#include "ui/widgets/accessible_names.h"
#include "ui/widgets/enter_key.h"

#include <QApplication>
#include <QFileInfo>
#include <QFileOpenEvent>
#include <QIcon>
#include <QKeyEvent>
#include <QPointer>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace app {

namespace {

QList<ui::MainWindow*> windows()
{
    QList<ui::MainWindow*> found;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget* widget : all) {
        if (auto* window = qobject_cast<ui::MainWindow*>(widget))
            found.append(window);
    }
    return found;
}

}  // namespace

Application::Application(QString settingsFile)
    : m_settingsFile(std::move(settingsFile))
    , m_settings(loadSettings(m_settingsFile))
{
    qApp->installEventFilter(this);
    ui::installAccessibleNames();
    ui::letEnterPressButtons();
    ui::keepReadable();
}

Application::~Application()
{
    qDeleteAll(windows());
    // What still runs there reads the schema.
    ui::taskPool().waitForDone();
}

void Application::start(const QStringList& files)
{
    for (const QString& file : files)
        open(file);
    if (windows().isEmpty())
        newWindow(ui::MainWindow::Shown::AtOnce);
    // Drawing it takes longer than anyone should wait for the window.
    QTimer::singleShot(0, this,
                       [] { QGuiApplication::setWindowIcon(QIcon(u":/icons/profilewright.svg"_s)); });
}

ui::MainWindow* Application::newWindow(ui::MainWindow::Shown shown)
{
    auto* window = new ui::MainWindow(m_settings, m_store, ui::dialogs(), shown, m_checkServices);
    connect(window, &ui::MainWindow::openAskedElsewhere, this, &Application::open);
    connect(window, &ui::MainWindow::newAskedElsewhere, this, [this](const QString& templateName) {
        ui::MainWindow* taker = vacantWindow();
        if (!taker)
            taker = newWindow();
        taker->newProfile(templateName);
        taker->show();
        taker->activateWindow();
    });
    connect(window, &ui::MainWindow::settingsChanged, this,
            [this] { saveSettings(m_settings, m_settingsFile); });
    return window;
}

ui::MainWindow* Application::windowOf(const QString& path) const
{
    const QString wanted = QFileInfo(path).absoluteFilePath();
    for (ui::MainWindow* window : windows()) {
        if (!window->filePath().isEmpty() && QFileInfo(window->filePath()).absoluteFilePath() == wanted)
            return window;
    }
    return nullptr;
}

ui::MainWindow* Application::vacantWindow() const
{
    for (ui::MainWindow* window : windows()) {
        if (window->isVacant())
            return window;
    }
    return nullptr;
}

ui::MainWindow* Application::activeWindow() const
{
    const QList<ui::MainWindow*> all = windows();
    for (ui::MainWindow* window : all) {
        if (window->isActiveWindow())
            return window;
    }
    return all.isEmpty() ? nullptr : all.first();
}

void Application::open(const QString& path)
{
    ui::MainWindow* window = windowOf(path);
    if (!window) {
        window = vacantWindow();
        if (!window)
            return openInNewWindow(path);
        window->openFile(path);
    }
    show(window);
}

void Application::openInNewWindow(const QString& path)
{
    ui::MainWindow* asker = activeWindow();
    ui::MainWindow* window = newWindow();
    // What cannot be opened leaves no window behind: the one that was there tells why.
    connect(
        window, &ui::MainWindow::loaded, this,
        [this, path, window, asker = QPointer(asker)] {
            if (!asker || !window->isVacant())
                return show(window);
            ui::Message message{ui::Tone::Error, window->messages().text(u"open"_s)};
            message.buttons.push_back({ui::MainWindow::tr("Try Again"), [this, path] {
                                           open(path);
                                       }});
            asker->messages().show(u"open"_s, message);
            show(asker);
            window->hide();
            window->deleteLater();
        },
        Qt::SingleShotConnection);
    window->openFile(path);
    // A file that takes its time is waited for in its window, which can cancel it; a page is there at once.
    if (!window->isVacant() && !window->isLoading())
        show(window);
    QTimer::singleShot(400, window, [window] {
        if (!window->isVisible() && !window->isVacant())
            show(window);
    });
}

void Application::show(ui::MainWindow* window)
{
    window->show();
    window->raise();
    window->activateWindow();
}

bool Application::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FileOpen) {
        open(static_cast<QFileOpenEvent*>(event)->file());
        return true;
    }
    // On X11 a text field takes Ctrl+E for "end of line" and the menu's Sign & Export would never hear it.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_E && key->modifiers() == Qt::ControlModifier) {
            event->ignore();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace app
