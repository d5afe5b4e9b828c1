// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "core/base/result.h"
#include "core/schema/schema.h"
#include "core/sign/open.h"
#include "ui/editor/message_area.h"
#include "ui/questions.h"
#include "ui/trust/check_services.h"

#include <QDateTime>
#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

class QFileSystemWatcher;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace ui {

class AddPayloadMenu;
class CheckPage;
class DropHint;
class ExplainPage;
class NdesDesk;
class ProfileDocument;
class ProfileEditor;
class ScepDesk;
class Sharing;
class SourceView;
class StartPage;
class TargetChooser;
class ToolPage;

/// A window for one profile; without one it shows the start page, with a file that cannot be read its text.
///
/// `settings` and `store` must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// AtOnce puts the window on the screen before it is furnished: loading fonts and laying out takes longer
    /// than anyone should wait to see that the program starts.
    enum class Shown { Later, AtOnce };

    MainWindow(app::Settings& settings,
               const schema::Store& store,
               Questions questions,
               Shown shown = Shown::Later,
               CheckServices services = systemCheckServices());
    ~MainWindow() override;

    /// Shows the start page and is about to open nothing: another profile may be put here.
    [[nodiscard]] bool isVacant() const;
    /// A file is being read.
    [[nodiscard]] bool isLoading() const { return !m_loading.isEmpty(); }
    [[nodiscard]] ProfileDocument* document() const { return m_document.get(); }
    [[nodiscard]] ProfileEditor* editor() const { return m_editor; }
    [[nodiscard]] Sharing& sharing() const { return *m_sharing; }
    [[nodiscard]] MessageArea& messages() const { return *m_messages; }
    [[nodiscard]] QString filePath() const;

    /// Here, or in another window when this one is taken.
    void newProfile(const QString& templateName);
    void openFile(const QString& path);
    /// Shows the page on which servers and certificates are checked; made with the first check.
    CheckPage& checkPage();
    /// Shows the page on which errors of devices are explained; made with the first.
    ExplainPage& explainPage();
    /// Shows the page on which SCEP servers are asked; made with the first.
    ScepDesk& scepDesk();
    /// Shows the page on which challenges are got from NDES; made with the first.
    NdesDesk& ndesDesk();

    void save(const std::function<void()>& whenSaved = {});
    void saveAs(const std::function<void()>& whenSaved = {});
    /// Closes all windows, once every one of them has agreed.
    static void quit();
    /// Back to what was saved last; the changes can be redone as long as the file is what it was.
    void revert();

signals:
    void newAskedElsewhere(const QString& templateName);
    void openAskedElsewhere(const QString& path);
    void settingsChanged();
    /// A file has been read, or turned out to be unreadable.
    void loaded(const QString& path);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Actions;
    struct Loaded
    {
        QByteArray bytes;
        base::Result<sign::Opened> opened;
    };

    // main_window.cpp: what is shown
    void makePages();
    void makeStatusBar();
    void showStartPage();
    void setDocument(std::unique_ptr<ProfileDocument> document);
    void closeDocument();
    void connectEditor();
    void showUnreadable(const QString& path, const QByteArray& bytes, const base::Error& error);
    void showSignature();
    void showState();
    void showCounts();
    void rememberLayout();
    void chooseTarget(const schema::Target& target);

    // main_window_closing.cpp
    /// Asks about everything that closing would cost; `goOn` runs when nothing is left to ask, at once or
    /// later.
    void decide(const std::function<void()>& goOn);
    void comeForward();
    static void quitWhenAllAgree();
    [[nodiscard]] static std::vector<MainWindow*> shownWindows();
    /// Later, because a window that is being closed cannot be told to close.
    void closeNow();

    // main_window_focus.cpp
    void followFocus(QWidget* now);

    // main_window_files.cpp
    void load(const QString& path);
    void reload();
    void took(const QString& path, Loaded loaded);
    void write(const QString& path, const std::function<void()>& whenSaved);
    /// Asks, once a profile, whether a signed file is to be replaced by one without a signature.
    void askAboutSignature(const std::function<void()>& whenSaved);
    void noticeChangeOnDisk(const std::function<void()>& whenSaved);
    /// Notices what another program did to the file since it was looked at last.
    void lookAtFile();
    void stampFile();
    void askForFiles();
    void rememberFile(const QString& path);
    void forgetFile(const QString& path);
    void exportProfile();
    void showInFolder(const QString& path);
    /// With what the desktop opens it with; where nothing does, shows its folder.
    void openInTextEditor(const QString& path);

    // main_window_tools.cpp: the pages beside the profile
    void addTool(ToolPage& page);
    /// Puts a page on the screen, whose way back leads to the profile.
    void showTool(ToolPage& page);
    /// Makes the way back of the page that is shown lead to another one.
    void leadBackTo(ToolPage& page, const QString& text);
    void leaveTool();
    /// Which payloads the pages can be about.
    void showChoices();
    void showInEditor(const plist::Path& path);
    /// Null: the profile is shown, or what stands in for it.
    [[nodiscard]] ToolPage* shownTool() const;
    void checkServer();
    void checkProfile();

    // main_window_explain.cpp
    void explainError();
    void checkServerInLog(const QString& host, quint16 port);
    void showField(QWidget* window, const plist::Path& path);

    // main_window_scep.cpp
    void probeScep(const plist::Path& payload);
    void checkScepServer();
    void checkScepServerInLog(const QUrl& url);
    void chooseScepPayload(const std::optional<plist::Path>& payload);
    void showScepPayload(const plist::Path& payload);
    [[nodiscard]] bool isOnScepDesk(const plist::Path& payload) const;
    /// The SCEP payload that is selected, else the only one there is.
    [[nodiscard]] std::optional<plist::Path> scepPayloadInMind() const;
    /// Asks, if an identity was issued that is in no profile yet; true: `goOn` runs when the person gives it
    /// up.
    bool keepsIdentity(const std::function<void()>& goOn);

    // main_window_ndes.cpp
    void askNdes(const plist::Path& payload);
    void showNdes();
    void noteExport(const QString& path);

    // main_window_share.cpp
    void makeSharing();
    /// What became of the profile when it was shared last.
    void showDelivery();

    // main_window_menus.cpp
    QAction* newAction(const QString& text,
                       const QString& iconName,
                       const QKeySequence& keys,
                       const std::function<void()>& run);
    void makeActions();
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeMenus();
    void makeToolBar();
    void fillTemplates(QMenu* menu);
    void fillRecent(QMenu* menu);
    void fillWindows(QMenu* menu);
    void fillView(QMenu* menu);
    void showEditActions();
    void runOnFocus(const char* slot);
    void paste();
    void showAbout();

    app::Settings& m_settings;
    const schema::Store& m_store;
    Questions m_questions;
    CheckServices m_services;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<ProfileDocument> m_document;
    MessageArea* m_messages = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_startPage = nullptr;
    QScrollArea* m_startRoom = nullptr;
    ProfileEditor* m_editor = nullptr;
    SourceView* m_unreadable = nullptr;
    QString m_unreadablePath;
    CheckPage* m_checkPage = nullptr;
    ExplainPage* m_explainPage = nullptr;
    ScepDesk* m_scepDesk = nullptr;
    NdesDesk* m_ndesDesk = nullptr;
    std::vector<ToolPage*> m_tools;  ///< those that have been made
    ToolPage* m_backPage = nullptr;  ///< where the way back leads; null: to the profile
    TargetChooser* m_target = nullptr;
    QLabel* m_payloadCount = nullptr;
    QLabel* m_secretCount = nullptr;
    QLabel* m_savedState = nullptr;
    Sharing* m_sharing = nullptr;
    QToolButton* m_shareButton = nullptr;
    QLabel* m_delivery = nullptr;
    DropHint* m_dropHint = nullptr;
    QPointer<QWidget> m_focused;  ///< the last widget in this window that had the focus, menus left out
    QString m_loading;            ///< the file that is being read
    quint64 m_loadGeneration = 0;
    QFileSystemWatcher* m_watcher = nullptr;  ///< of the open file; made with the first
    QDateTime m_fileStamp;
    qint64 m_fileSize = -1;
    bool m_savesUnsigned = false;  ///< the file may lose the signature it had
    bool m_isAsking = false;       ///< the question about what is unsaved is on the screen
    bool m_isGivenUp = false;      ///< what is unsaved now may be lost
    bool m_isDecided = false;      ///< nothing is left to ask, as long as nothing changes
    bool m_isClosing = false;
};

}  // namespace ui
