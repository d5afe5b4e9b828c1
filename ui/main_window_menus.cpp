// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/create.h"
#include "ui/document/profile_document.h"
#include "ui/editor/add_payload_menu.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"
#include "ui/main_window.h"
#include "ui/main_window_actions.h"
#include "ui/share/sharing.h"
#include "ui/style/icon.h"

#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

void MainWindow::Actions::show(const MainWindow& window,
                               ProfileDocument* document,
                               const ProfileEditor* editor,
                               bool isUnreadable) const
{
    const bool has = document != nullptr;
    for (QAction* action : {saveAs, exportProfile})
        action->setEnabled(has);
    for (QAction* action : {showForm, showSource, nextPane, nextFinding, previousFinding, fixAll})
        action->setEnabled(has && editor);
    addPayload->setEnabled(has && editor);
    addPayload->menuAction()->setEnabled(has && editor);
    save->setEnabled(has && (document->isModified() || document->filePath().isEmpty()));
    revert->setEnabled(has && !document->filePath().isEmpty() && document->isModified());
    find->setEnabled((has && editor) || isUnreadable);
    findNext->setEnabled((has && editor) || isUnreadable);
    close->setEnabled(has || isUnreadable || window.isVacant());

    QUndoStack* stack = has ? document->undoStack() : nullptr;
    undo->setEnabled(stack && stack->canUndo());
    redo->setEnabled(stack && stack->canRedo());
    undo->setText(stack && stack->canUndo() ? MainWindow::tr("&Undo %1").arg(stack->undoText())
                                            : MainWindow::tr("&Undo"));
    redo->setText(stack && stack->canRedo() ? MainWindow::tr("&Redo %1").arg(stack->redoText())
                                            : MainWindow::tr("&Redo"));
    undo->setIconText(MainWindow::tr("Undo"));
    redo->setIconText(MainWindow::tr("Redo"));

    const bool hasPayload = editor && editor->currentPayload().has_value();
    duplicate->setEnabled(hasPayload);
    remove->setEnabled(hasPayload);
    moveUp->setEnabled(hasPayload && editor->canMove(ProfileEditor::Direction::Up));
    moveDown->setEnabled(hasPayload && editor->canMove(ProfileEditor::Direction::Down));
    if (editor) {
        showForm->setChecked(editor->tab() == ProfileEditor::Tab::Form);
        showSource->setChecked(editor->tab() == ProfileEditor::Tab::Source);
    }
}

QAction* MainWindow::newAction(const QString& text,
                               const QString& iconName,
                               const QKeySequence& keys,
                               const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void MainWindow::makeActions()
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeSharing();

    auto* addPayload = new AddPayloadMenu(this);
    m_actions->addPayload = addPayload;
    addPayload->setIcon(icon(u"list-add"_s));
    connect(addPayload, &AddPayloadMenu::typeChosen, this,
            [this](const QString& type) { m_editor->addPayload(type); });
    connect(addPayload, &AddPayloadMenu::credentialsChosen, this, [this] { m_editor->askForCredentials(); });
    connect(addPayload, &AddPayloadMenu::otherChosen, this, [this] { m_editor->askForPayloadType(); });
}

void MainWindow::makeFileActions()
{
    Actions& all = *m_actions;
    all.newEmpty =
        newAction(tr("New Empty Profile"), {}, QKeySequence::New, [this] { newProfile(u"empty"_s); });
    all.open = newAction(tr("&Open…"), u"document-open"_s, QKeySequence::Open, [this] { askForFiles(); });
    all.save = newAction(tr("&Save"), u"document-save"_s, QKeySequence::Save, [this] { save(); });
    all.saveAs = newAction(tr("Save &As…"), {}, QKeySequence(u"Ctrl+Shift+S"_s), [this] { saveAs(); });
    all.revert = newAction(tr("Re&vert"), {}, {}, [this] { revert(); });
    all.exportProfile = newAction(tr("Sign && &Export…"), u"export-signed"_s, QKeySequence(u"Ctrl+E"_s),
                                  [this] { exportProfile(); });
    all.close = newAction(tr("&Close"), {}, QKeySequence::Close, [this] { close(); });
    all.quit = newAction(tr("&Quit"), {}, QKeySequence(u"Ctrl+Q"_s), [] { quit(); });
    all.quit->setMenuRole(QAction::QuitRole);
}

void MainWindow::makeEditActions()
{
    Actions& all = *m_actions;
    all.undo = newAction(tr("&Undo"), u"edit-undo"_s, QKeySequence::Undo,
                         [this] { m_document->undoStack()->undo(); });
    all.redo = newAction(tr("&Redo"), u"edit-redo"_s, QKeySequence::Redo,
                         [this] { m_document->undoStack()->redo(); });
    all.cut = newAction(tr("Cu&t"), {}, QKeySequence::Cut, [this] { runOnFocus("cut"); });
    all.copy = newAction(tr("&Copy"), {}, QKeySequence::Copy, [this] { runOnFocus("copy"); });
    all.paste = newAction(tr("&Paste"), {}, QKeySequence::Paste, [this] { paste(); });
    all.selectAll =
        newAction(tr("Select &All"), {}, QKeySequence::SelectAll, [this] { runOnFocus("selectAll"); });
    const auto source = [this] {
        if (m_unreadable)
            return m_unreadable;
        m_editor->setTab(ProfileEditor::Tab::Source);
        return &m_editor->source();
    };
    all.find = newAction(tr("&Find in Source"), {}, QKeySequence::Find, [source] { source()->find(); });
    all.findNext =
        newAction(tr("Find Ne&xt"), {}, QKeySequence::FindNext, [source] { source()->findNext(); });
    all.duplicate = newAction(tr("&Duplicate Payload"), u"edit-duplicate"_s, QKeySequence(u"Ctrl+D"_s),
                              [this] { m_editor->duplicatePayload(); });
    all.remove = newAction(tr("D&elete Payload"), u"list-remove"_s, QKeySequence(u"Ctrl+Delete"_s),
                           [this] { m_editor->removePayload(); });
    all.moveUp = newAction(tr("Move Payload U&p"), u"go-up"_s, QKeySequence(u"Alt+Up"_s),
                           [this] { m_editor->movePayload(ProfileEditor::Direction::Up); });
    all.moveDown = newAction(tr("Move Payload Dow&n"), u"go-down"_s, QKeySequence(u"Alt+Down"_s),
                             [this] { m_editor->movePayload(ProfileEditor::Direction::Down); });
}

void MainWindow::makeViewActions()
{
    Actions& all = *m_actions;
    all.showForm = newAction(tr("&Form"), {}, QKeySequence(u"Ctrl+1"_s),
                             [this] { m_editor->setTab(ProfileEditor::Tab::Form); });
    all.showSource = newAction(tr("&Source"), {}, QKeySequence(u"Ctrl+2"_s),
                               [this] { m_editor->setTab(ProfileEditor::Tab::Source); });
    all.showForm->setCheckable(true);
    all.showSource->setCheckable(true);
    all.nextPane =
        newAction(tr("Next &Pane"), {}, QKeySequence(u"F6"_s), [this] { m_editor->focusNextPane(); });

    all.nextFinding = newAction(tr("&Next Finding"), {}, QKeySequence(u"F8"_s),
                                [this] { m_editor->findingsPanel().showNext(); });
    all.previousFinding = newAction(tr("&Previous Finding"), {}, QKeySequence(u"Shift+F8"_s),
                                    [this] { m_editor->findingsPanel().showPrevious(); });
    all.checkProfile = newAction(tr("Check &Certificates"), u"trust-check"_s, QKeySequence(u"Ctrl+Return"_s),
                                 [this] { checkProfile(); });
    all.checkServer = newAction(tr("Check &Server or Certificate…"), u"trust-check"_s,
                                QKeySequence(u"Ctrl+Shift+K"_s), [this] { checkServer(); });
    all.checkScepServer = newAction(tr("Check a S&CEP Server…"), u"payload-scep"_s,
                                    QKeySequence(u"Ctrl+Shift+P"_s), [this] { checkScepServer(); });
    all.ndes = newAction(tr("NDES C&hallenge and Server Settings…"), {}, QKeySequence(u"Ctrl+Shift+D"_s),
                         [this] { showNdes(); });
    all.explainError = newAction(tr("&Explain an Installation Error…"), u"explain-error"_s,
                                 QKeySequence(u"Ctrl+Shift+E"_s), [this] { explainError(); });
    all.fixAll = newAction(tr("&Fix All"), {}, {}, [this] { m_editor->linter().fixAll(); });
}

void MainWindow::makeMenus()
{
    const Actions& all = *m_actions;
    const auto lazy = [this](QMenu* menu, void (MainWindow::*fill)(QMenu*)) {
        connect(menu, &QMenu::aboutToShow, this, [this, menu, fill] { (this->*fill)(menu); });
        return menu;
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    lazy(file->addMenu(icon(u"document-new"_s), tr("&New from Template")), &MainWindow::fillTemplates);
    file->addAction(all.newEmpty);
    file->addAction(all.open);
    QMenu* recent = lazy(file->addMenu(tr("Open &Recent")), &MainWindow::fillRecent);
    connect(file, &QMenu::aboutToShow, recent,
            [this, recent] { recent->setEnabled(!m_settings.recentFiles.isEmpty()); });
    file->addSeparator();
    file->addActions({all.save, all.saveAs, all.revert});
    file->addSeparator();
    file->addAction(all.exportProfile);
    file->addSeparator();
    file->addActions({all.close, all.quit});

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({all.undo, all.redo});
    edit->addSeparator();
    edit->addActions({all.cut, all.copy, all.paste, all.selectAll});
    edit->addSeparator();
    edit->addActions({all.find, all.findNext});
    edit->addSeparator();
    edit->addActions({all.duplicate, all.remove, all.moveUp, all.moveDown});
    connect(edit, &QMenu::aboutToShow, this, &MainWindow::showEditActions);

    lazy(menuBar()->addMenu(tr("&View")), &MainWindow::fillView);
    // Their shortcuts work before the menu was ever opened.
    addActions({all.showForm, all.showSource, all.nextPane});

    QMenu* profile = menuBar()->addMenu(tr("&Profile"));
    profile->addMenu(all.addPayload);

    QMenu* checks = menuBar()->addMenu(tr("&Checks"));
    checks->addActions({all.nextFinding, all.previousFinding});
    checks->addSeparator();
    checks->addAction(all.fixAll);
    checks->addSeparator();
    checks->addActions({all.checkProfile, all.checkServer, all.checkScepServer, all.ndes});
    checks->addSeparator();
    checks->addAction(all.explainError);

    menuBar()->addMenu(m_sharing->menu());

    lazy(menuBar()->addMenu(tr("&Window")), &MainWindow::fillWindows);

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard Shortcuts"), QKeySequence(u"F1"_s), this,
                    [this] { showShortcutsOf(this); });
    help->addAction(tr("&About Profilewright"), this, &MainWindow::showAbout)
        ->setMenuRole(QAction::AboutRole);
}

void MainWindow::makeToolBar()
{
    const Actions& all = *m_actions;
    QToolBar* bar = addToolBar(tr("Main toolbar"));
    bar->setObjectName(u"main"_s);
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = fontMetrics().height() * 5 / 4;
    bar->setIconSize({extent, extent});

    const auto addMenuButton = [this, bar](const QString& text, const QString& iconName, QMenu* menu) {
        auto* button = new QToolButton(bar);
        button->setText(text);
        button->setIcon(icon(iconName));
        button->setAccessibleName(text);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        bar->addWidget(button);
        return button;
    };
    auto* templates = new QMenu(this);
    connect(templates, &QMenu::aboutToShow, this, [this, templates] { fillTemplates(templates); });
    addMenuButton(tr("New"), u"document-new"_s, templates)->setToolTip(tr("New profile from a template"));
    bar->addAction(all.open);
    bar->addAction(all.save);
    bar->addSeparator();
    bar->addAction(all.undo);
    bar->addAction(all.redo);
    bar->addSeparator();
    QToolButton* add = addMenuButton(tr("Add Payload"), u"list-add"_s, all.addPayload);
    connect(all.addPayload->menuAction(), &QAction::changed, add,
            [add, action = all.addPayload->menuAction()] { add->setEnabled(action->isEnabled()); });
    bar->addSeparator();
    bar->addAction(all.checkProfile);
    bar->addAction(all.exportProfile);
    m_shareButton = addMenuButton(tr("Share"), u"share"_s, m_sharing->menu());
    for (QAction* iconOnly : {all.undo, all.redo})
        qobject_cast<QToolButton*>(bar->widgetForAction(iconOnly))
            ->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void MainWindow::fillTemplates(QMenu* menu)
{
    menu->clear();
    for (const profile::Template& kind : profile::templates()) {
        QAction* action = menu->addAction(kind.title, this, [this, name = kind.name] { newProfile(name); });
        action->setToolTip(kind.description);
    }
}

void MainWindow::fillRecent(QMenu* menu)
{
    menu->clear();
    for (const QString& path : m_settings.recentFiles) {
        QAction* action = menu->addAction(QFileInfo(path).fileName().replace(u'&', u"&&"_s), this,
                                          [this, path] { openFile(path); });
        action->setToolTip(path);
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    menu->addAction(tr("Clear List"), this, [this] {
        m_settings.recentFiles.clear();
        m_settings.deliveries.clear();
        emit settingsChanged();
        if (isVacant())
            showStartPage();
    });
}

void MainWindow::fillWindows(QMenu* menu)
{
    menu->clear();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* widget : windows) {
        auto* window = qobject_cast<MainWindow*>(widget);
        if (!window || !window->isVisible())
            continue;
        const QString name = window->m_document ? window->m_document->displayName() : tr("Start page");
        QAction* action = menu->addAction(QString(name).replace(u'&', u"&&"_s), window, [window] {
            window->raise();
            window->activateWindow();
        });
        action->setCheckable(true);
        action->setChecked(window == this);
    }
}

void MainWindow::fillView(QMenu* menu)
{
    menu->clear();
    if (m_editor) {
        const QList<QDockWidget*> docks = m_editor->docks();
        for (QDockWidget* dock : docks)
            menu->addAction(dock->toggleViewAction());
        menu->addSeparator();
    }
    menu->addActions({m_actions->showForm, m_actions->showSource});
    menu->addSeparator();
    menu->addAction(m_actions->nextPane);
}

void MainWindow::showEditActions()
{
    const auto can = [this](const char* slot) {
        return m_focused && m_focused->metaObject()->indexOfMethod(slot) >= 0;
    };
    const bool isReadOnly = m_focused && m_focused->property("readOnly").toBool();
    m_actions->cut->setEnabled(can("cut()") && !isReadOnly);
    m_actions->copy->setEnabled(can("copy()"));
    m_actions->selectAll->setEnabled(can("selectAll()"));
}

void MainWindow::runOnFocus(const char* slot)
{
    if (m_focused && m_focused->metaObject()->indexOfMethod((QByteArray(slot) + "()").constData()) >= 0)
        QMetaObject::invokeMethod(m_focused, slot);
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Profilewright"),
                                tr("<h3>Profilewright %1</h3>").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(QGuiApplication::windowIcon().pixmap(64));
    box->setInformativeText(tr("Configuration profiles for Apple devices: written, checked, signed.<br><br>"
                               "Free software under the GNU General Public License, version 3 or later. "
                               "Apple, iPhone, iPad and Mac are trademarks of Apple Inc., with whom this "
                               "program has no connection."));
    box->open();
}

}  // namespace ui
