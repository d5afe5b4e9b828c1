// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/save_file.h"
#include "core/profile/create.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/document/profile_document.h"
#include "ui/drop_hint.h"
#include "ui/editor/forms/credentials_import.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/explain/explain_page.h"
#include "ui/explain/log_files.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"
#include "ui/main_window.h"
#include "ui/main_window_actions.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/open_folder.h"
#include "ui/task.h"
#include "ui/trust/certificate_files.h"
#include "ui/trust/check_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QMimeData>
#include <QTimer>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString fileName(const QString& path) { return QFileInfo(path).fileName(); }

/// The files among what is dragged that are to be opened, not imported.
QStringList profilesIn(const QMimeData& data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        const QString suffix = QFileInfo(url.toLocalFile()).suffix().toLower();
        if (url.isLocalFile() && (suffix == u"mobileconfig" || suffix == u"plist" || suffix == u"xml"))
            paths.append(url.toLocalFile());
    }
    return paths;
}

QStringList certificatesIn(const QMimeData& data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile() && isCertificateFile(url.toLocalFile()))
            paths.append(url.toLocalFile());
    }
    return paths;
}

}  // namespace

void MainWindow::newProfile(const QString& templateName)
{
    if (!isVacant())
        return emit newAskedElsewhere(templateName);
    profile::Defaults defaults;
    defaults.identifierPrefix = m_settings.identifierPrefix;
    defaults.organization = m_settings.organization;
    const auto root = profile::create(templateName, defaults);
    if (!root) {
        m_messages->show(u"open"_s, {Tone::Error, root.error().message});
        return;
    }
    setDocument(std::make_unique<ProfileDocument>(*root));
}

void MainWindow::openFile(const QString& path)
{
    if (!isVacant())
        return emit openAskedElsewhere(path);
    if (isCertificateFile(path))
        return checkPage().checkFiles({path});
    if (isLogFile(path))
        return explainPage().explainFile(path);
    load(path);
}

void MainWindow::load(const QString& path)
{
    m_loading = path;
    const quint64 generation = ++m_loadGeneration;
    runThen(
        this,
        [path](const std::stop_token&) {
            auto bytes = base::loadFile(path, plist::maxBytes);
            if (!bytes)
                return Loaded{{}, bytes.error()};
            return Loaded{*bytes, sign::open(*bytes)};
        },
        [this, path, generation](Loaded loaded) {
            if (generation == m_loadGeneration)
                took(path, std::move(loaded));
        });
    QTimer::singleShot(400, this, [this, path, generation] {
        if (generation != m_loadGeneration || m_loading.isEmpty())
            return;
        m_messages->show(u"open"_s,
                         {Tone::Info, tr("Opening “%1”…").arg(fileName(path)), {{tr("Cancel"), [this] {
                                                                                     ++m_loadGeneration;
                                                                                     m_loading.clear();
                                                                                 }}}});
    });
}

void MainWindow::took(const QString& path, Loaded loaded)
{
    m_loading.clear();
    m_messages->remove(u"open"_s);
    if (!loaded.opened && m_document) {
        // A reload that fails must not cost what is open.
        m_messages->show(
            u"open"_s,
            {Tone::Error,
             tr("“%1” cannot be read any more: %2").arg(fileName(path), loaded.opened.error().message)});
    } else if (!loaded.opened) {
        if (!QFileInfo::exists(path))
            forgetFile(path);
        showUnreadable(path, loaded.bytes, loaded.opened.error());
    } else {
        setDocument(std::make_unique<ProfileDocument>(*std::move(loaded.opened), path));
        rememberFile(path);
    }
    emit this->loaded(path);
}

void MainWindow::reload() { load(filePath()); }

void MainWindow::rememberFile(const QString& path)
{
    m_settings.addRecentFile(path);
    m_settings.lastFolder = QFileInfo(path).absolutePath();
    emit settingsChanged();
}

void MainWindow::forgetFile(const QString& path)
{
    m_settings.recentFiles.removeAll(QFileInfo(path).absoluteFilePath());
    emit settingsChanged();
    if (isVacant())
        showStartPage();
}

void MainWindow::askForFiles()
{
    m_questions.filesToOpen(this, m_settings.lastFolder, [this](const QStringList& paths) {
        for (const QString& path : paths)
            openFile(path);
    });
}

void MainWindow::stampFile()
{
    const QFileInfo file(m_document->filePath());
    m_fileStamp = file.lastModified();
    m_fileSize = file.size();
    if (!m_watcher) {
        m_watcher = new QFileSystemWatcher(this);
        // Some programs write in several goes: the last one counts.
        auto* settled = new QTimer(this);
        settled->setSingleShot(true);
        settled->setInterval(200);
        connect(m_watcher, &QFileSystemWatcher::fileChanged, settled, qOverload<>(&QTimer::start));
        connect(settled, &QTimer::timeout, this, &MainWindow::lookAtFile);
    }
    if (const QStringList watched = m_watcher->files(); !watched.isEmpty())
        m_watcher->removePaths(watched);
    if (file.isFile())
        m_watcher->addPath(file.absoluteFilePath());
}

void MainWindow::lookAtFile()
{
    if (!m_document)
        return;
    const QFileInfo file(m_document->filePath());
    if (!file.exists() || (file.lastModified() == m_fileStamp && file.size() == m_fileSize))
        return;
    stampFile();
    if (m_document->isChangedOnDisk())
        noticeChangeOnDisk({});
    else
        m_messages->remove(u"disk"_s);
}

void MainWindow::save(const std::function<void()>& whenSaved)
{
    if (!m_document)
        return;
    m_editor->commitPending();
    if (m_document->filePath().isEmpty())
        return saveAs(whenSaved);
    if (m_document->signatureIsLost() && !m_savesUnsigned)
        return askAboutSignature(whenSaved);
    if (m_document->isChangedOnDisk())
        return noticeChangeOnDisk(whenSaved);
    write(m_document->filePath(), whenSaved);
}

void MainWindow::askAboutSignature(const std::function<void()>& whenSaved)
{
    m_questions.lostSignature(this, m_document->displayName(), [this, whenSaved](LostSignature answer) {
        if (answer == LostSignature::SignAndExport)
            return exportProfile();
        m_savesUnsigned = answer == LostSignature::SaveUnsigned;
        if (m_savesUnsigned)
            save(whenSaved);
    });
}

void MainWindow::saveAs(const std::function<void()>& whenSaved)
{
    m_editor->commitPending();
    QString proposed = m_document->filePath();
    if (proposed.isEmpty()) {
        const QString folder = m_settings.lastFolder.isEmpty() ? QString() : m_settings.lastFolder + u'/';
        proposed = folder + m_document->displayName().replace(u'/', u'-') + u".mobileconfig"_s;
    }
    m_questions.fileToSave(this, proposed,
                           [this, whenSaved](const QString& path) { write(path, whenSaved); });
}

void MainWindow::write(const QString& path, const std::function<void()>& whenSaved)
{
    const auto saved = m_document->save(path);
    if (!saved) {
        m_messages->show(u"save"_s, {Tone::Error,
                                     tr("“%1” was not saved: %2").arg(fileName(path), saved.error().message),
                                     {{tr("Save As…"), [this, whenSaved] {
                                           saveAs(whenSaved);
                                       }}}});
        return;
    }
    stampFile();
    // What failed before has been done now, and a file that could not be read has been replaced.
    for (const QString& topic : {u"save"_s, u"disk"_s, u"open"_s})
        m_messages->remove(topic);
    rememberFile(path);
    showState();
    if (whenSaved)
        whenSaved();
}

void MainWindow::noticeChangeOnDisk(const std::function<void()>& whenSaved)
{
    const QString name = fileName(m_document->filePath());
    const QString text = m_document->isModified() ? tr("“%1” was changed by another program. Overwriting "
                                                       "loses those changes, reloading loses yours")
                                                        .arg(name)
                                                  : tr("“%1” was changed by another program").arg(name);
    m_messages->show(u"disk"_s, {Tone::Warning,
                                 text,
                                 {{tr("Overwrite"),
                                   [this, whenSaved] {
                                       write(m_document->filePath(), whenSaved);
                                   }},
                                  {tr("Save As…"),
                                   [this, whenSaved] {
                                       saveAs(whenSaved);
                                   }},
                                  {tr("Reload"), [this] {
                                       reload();
                                   }}}});
}

void MainWindow::revert()
{
    QUndoStack* stack = m_document->undoStack();
    if (m_document->isChangedOnDisk() || stack->cleanIndex() < 0)
        return reload();
    stack->setIndex(stack->cleanIndex());
    m_messages->show(u"revert"_s, {Tone::Info, tr("Back to what was saved. Redo brings the changes back")});
}

void MainWindow::exportProfile()
{
    m_editor->commitPending();
    auto* dialog = new ExportDialog(*m_document, m_store, m_editor->linter().findings(), this);
    dialog->setUnfinished(m_editor->findingsPanel().unfinished());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setSigner(m_settings.signer, m_settings.signerRoots);
    connect(dialog, &ExportDialog::signerChosen, this,
            [this](const QStringList& files, const QString& roots) {
                m_settings.signer = files;
                m_settings.signerRoots = roots;
                emit settingsChanged();
            });
    connect(dialog, &ExportDialog::exported, this, &MainWindow::noteExport);
    dialog->open();
}

void MainWindow::paste()
{
    const QMimeData* data = QApplication::clipboard()->mimeData();
    if (m_focused && m_focused->metaObject()->indexOfMethod("paste()") >= 0
        && !m_focused->property("readOnly").toBool())
        QMetaObject::invokeMethod(m_focused, "paste");
    else if (m_editor && !shownTool() && data && canImportCredentials(*data))
        m_editor->addCredentials(*data);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QStringList profiles = profilesIn(*event->mimeData());
    if (!profiles.isEmpty())
        m_dropHint->appear(tr("Drop to open"));
    else if ((!m_editor || shownTool()) && !certificatesIn(*event->mimeData()).isEmpty())
        m_dropHint->appear(tr("Drop to check"));
    else if (!logFilesIn(*event->mimeData()).isEmpty())
        m_dropHint->appear(tr("Drop to explain"));
    else if (m_editor && !shownTool() && canImportCredentials(*event->mimeData()))
        m_dropHint->appear(tr("Drop to add as credentials"));
    else
        return;
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_dropHint->hide();
    QMainWindow::dragLeaveEvent(event);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropHint->hide();
    event->acceptProposedAction();
    const QStringList profiles = profilesIn(*event->mimeData());
    for (const QString& path : profiles)
        openFile(path);
    if (!profiles.isEmpty())
        return;
    const QStringList certificates = certificatesIn(*event->mimeData());
    const QStringList logs = logFilesIn(*event->mimeData());
    if ((!m_editor || shownTool()) && !certificates.isEmpty())
        checkPage().checkFiles(certificates);
    else if (!logs.isEmpty())
        explainPage().explainFile(logs.constFirst());
    else if (m_editor)
        m_editor->addCredentials(*event->mimeData());
}

void MainWindow::showInFolder(const QString& path)
{
    openFolderOf(path, this, [this](const base::Error& error) {
        m_messages->show(u"folder"_s, {Tone::Warning, withHint(error)});
    });
}

void MainWindow::openInTextEditor(const QString& path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath())))
        showInFolder(path);
}

}  // namespace ui
