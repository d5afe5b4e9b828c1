// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/lint/lint.h"
#include "ui/document/profile_document.h"
#include "ui/drop_hint.h"
#include "ui/editor/payload_list_model.h"
#include "ui/editor/payload_list_view.h"
#include "ui/editor/profile_editor.h"
#include "ui/editor/source_view.h"
#include "ui/editor/start_page.h"
#include "ui/findings/findings_panel.h"
#include "ui/findings/linter.h"
#include "ui/findings/target_chooser.h"
#include "ui/main_window_actions.h"
#include "ui/share/sharing.h"
#include "ui/widgets/tool_page.h"

#include <QApplication>
#include <QFileInfo>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

schema::Target targetFrom(const app::Settings& settings)
{
    schema::Target target;
    if (const auto chosen = schema::Target::fromString(settings.target);
        chosen && !settings.target.isEmpty()) {
        target = *chosen;
        target.isExplicit = true;
    }
    target.supervised = settings.isSupervised;
    target.manualInstall = settings.isInstalledByHand;
    return target;
}

QString systemName(schema::Platform platform)
{
    switch (platform) {
    case schema::Platform::Ios: return u"ios"_s;
    case schema::Platform::Macos: return u"macos"_s;
    case schema::Platform::Tvos: return u"tvos"_s;
    case schema::Platform::Visionos: return u"visionos"_s;
    case schema::Platform::Watchos: break;
    }
    return u"watchos"_s;
}

}  // namespace

MainWindow::MainWindow(app::Settings& settings,
                       const schema::Store& store,
                       Questions questions,
                       Shown shown,
                       CheckServices services)
    : m_settings(settings)
    , m_store(store)
    , m_questions(std::move(questions))
    , m_services(std::move(services))
    , m_actions(std::make_unique<Actions>())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    constexpr QSize usualSize(1260, 900);
    constexpr double usualShare = 0.9;
    if (m_settings.windowGeometry.isEmpty() || !restoreGeometry(m_settings.windowGeometry))
        resize(usualSize.boundedTo(screen()->availableSize() * usualShare));
    if (shown == Shown::AtOnce)
        show();
    makePages();
    makeActions();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    showStartPage();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { followFocus(now); });
}

MainWindow::~MainWindow()
{
    // Taking the widgets down moves the focus, which nobody is there to follow any more.
    disconnect(qApp, nullptr, this, nullptr);
    // They look at the document to their last breath.
    m_sharing->forgetDocument();
    delete m_editor;
    qDeleteAll(m_tools);
}

void MainWindow::makePages()
{
    auto* central = new QWidget(this);
    m_messages = new MessageArea(central);
    m_pages = new QStackedWidget(central);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(central);
    m_dropHint = new DropHint(central);
}

void MainWindow::makeStatusBar()
{
    m_target = new TargetChooser(this);
    m_target->setTarget(targetFrom(m_settings));
    m_payloadCount = new QLabel(this);
    m_secretCount = new QLabel(this);
    m_savedState = new QLabel(this);
    m_delivery = new QLabel(this);
    statusBar()->addWidget(m_target);
    for (QLabel* label : {m_delivery, m_payloadCount, m_secretCount, m_savedState}) {
        label->setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 2, 0);
        statusBar()->addPermanentWidget(label);
    }
    m_secretCount->setToolTip(
        tr("Passwords and challenges in this profile, which anyone who has the file can read"));
    m_delivery->setToolTip(tr("What became of this profile when it was shared last"));
    showDelivery();
    connect(m_target, &TargetChooser::chosen, this, &MainWindow::chooseTarget);
}

void MainWindow::showStartPage()
{
    if (!m_startPage) {
        m_startPage = new StartPage(this);
        // Scrolled, lest its height becomes the least height of every window.
        m_startRoom = new QScrollArea(this);
        m_startRoom->setFrameShape(QFrame::NoFrame);
        m_startRoom->setFocusPolicy(Qt::NoFocus);
        m_startRoom->setWidgetResizable(true);
        m_startRoom->setWidget(m_startPage);
        m_pages->addWidget(m_startRoom);
        connect(m_startPage, &StartPage::newAsked, this, &MainWindow::newProfile);
        connect(m_startPage, &StartPage::openAsked, this, &MainWindow::askForFiles);
        connect(m_startPage, &StartPage::checkAsked, this, &MainWindow::checkServer);
        connect(m_startPage, &StartPage::explainAsked, this, &MainWindow::explainError);
        connect(m_startPage, &StartPage::recentAsked, this, &MainWindow::openFile);
        connect(m_startPage, &StartPage::recentForgotten, this, &MainWindow::forgetFile);
        connect(m_startPage, &StartPage::defaultsEdited, this,
                [this](const QString& organization, const QString& prefix) {
                    m_settings.organization = organization.trimmed();
                    m_settings.identifierPrefix =
                        prefix.trimmed().isEmpty() ? app::Settings().identifierPrefix : prefix.trimmed();
                    emit settingsChanged();
                });
    }
    m_startPage->setRecentFiles(m_settings.recentFiles);
    m_startPage->setDefaults(m_settings.organization, m_settings.identifierPrefix);
    m_pages->setCurrentWidget(m_startRoom);
    showState();
}

bool MainWindow::isVacant() const
{
    return !m_document && !m_unreadable && m_loading.isEmpty() && !shownTool();
}

QString MainWindow::filePath() const
{
    if (m_document)
        return m_document->filePath();
    return m_unreadable ? m_unreadablePath : m_loading;
}

void MainWindow::closeDocument()
{
    rememberLayout();
    m_sharing->forgetDocument();
    delete std::exchange(m_editor, nullptr);
    delete std::exchange(m_unreadable, nullptr);
    for (ToolPage* tool : m_tools)
        tool->forgetDocument();
    m_document.reset();
    m_savesUnsigned = false;
    m_unreadablePath.clear();
    m_messages->clear();
}

void MainWindow::setDocument(std::unique_ptr<ProfileDocument> document)
{
    closeDocument();
    m_document = std::move(document);
    profile::Defaults defaults;
    defaults.identifierPrefix = m_settings.identifierPrefix;
    defaults.organization = m_settings.organization;
    m_editor = new ProfileEditor(*m_document, m_store, m_target->target(), defaults, this);
    m_editor->setTab(m_settings.isSourceShown ? ProfileEditor::Tab::Source : ProfileEditor::Tab::Form);
    m_pages->addWidget(m_editor);
    m_pages->setCurrentWidget(m_editor);
    // Widths that are restored in a window without a size are squeezed for good.
    layout()->activate();
    centralWidget()->layout()->activate();
    m_editor->resize(m_pages->size());
    m_editor->restoreLayout(m_settings.editorState);
    connectEditor();
    m_sharing->setDocument(*m_document);
    stampFile();
    showSignature();
    showState();
    m_editor->payloadList().setFocus();
}

void MainWindow::connectEditor()
{
    connect(m_document.get(), &ProfileDocument::changed, this, [this] {
        m_isDecided = false;
        m_isGivenUp = false;
        // They speak of the step before, and their Undo would take back another one.
        for (const QString& topic :
             {u"references"_s, u"duplicated"_s, u"fixed"_s, u"revert"_s, u"edit"_s, u"skipped"_s})
            m_messages->remove(topic);
        showState();
    });
    connect(m_document.get(), &ProfileDocument::fileChanged, this, [this] {
        showSignature();
        showState();
    });
    QUndoStack* stack = m_document->undoStack();
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::showState);
    connect(m_editor, &ProfileEditor::currentPayloadChanged, this, &MainWindow::showState);
    connect(m_editor, &ProfileEditor::tabChanged, this, &MainWindow::showState);
    connect(m_editor, &ProfileEditor::messageShown, m_messages, &MessageArea::show);
    connect(m_editor, &ProfileEditor::probeScepAsked, this, &MainWindow::probeScep);
    connect(m_editor, &ProfileEditor::ndesAsked, this, &MainWindow::askNdes);
    connect(&m_editor->linter(), &Linter::finished, this, &MainWindow::showCounts);
    // A run that takes its time says so; most are over before anyone could read it.
    connect(&m_editor->linter(), &Linter::started, m_editor, [this] {
        QTimer::singleShot(400, m_editor, [this] {
            if (!m_editor->linter().isCurrent())
                m_editor->findingsPanel().setChecking();
        });
    });
}

void MainWindow::showUnreadable(const QString& path, const QByteArray& bytes, const base::Error& error)
{
    closeDocument();
    QString where;
    if (error.position)
        where = tr(" in line %1, column %2").arg(error.position->line).arg(error.position->column);
    QString text = tr("“%1” cannot be opened%2: %3").arg(QFileInfo(path).fileName(), where, error.message);
    if (!error.hint.isEmpty())
        text += u". "_s + error.hint;
    const bool isText = error.position && !bytes.contains('\0');
    if (isText) {
        m_unreadablePath = path;
        m_unreadable = new SourceView(this);
        m_unreadable->setNotice(tr("Read-only: mend the file in a text editor, then press Try Again above"));
        m_unreadable->setText(bytes, likelySecrets(bytes));
        m_unreadable->setMarks({{error.position->line, report::Severity::Error}});
        m_pages->addWidget(m_unreadable);
        m_pages->setCurrentWidget(m_unreadable);
        m_unreadable->setFocus();
        showState();
        // After the layout, which decides how many lines there is room for.
        QTimer::singleShot(0, m_unreadable,
                           [this, line = error.position->line] { m_unreadable->showLine(line); });
    } else {
        showStartPage();
    }
    Message message{Tone::Error, text, {{tr("Try Again"), [this, path] {
                                             load(path);
                                         }}}};
    if (isText)
        message.buttons.push_back(
            {tr("Open in a Text Editor"), [this, path] { openInTextEditor(path); }, true});
    if (QFileInfo::exists(path))
        message.buttons.push_back({tr("Show in Folder"), [this, path] { showInFolder(path); }, true});
    m_messages->show(u"open"_s, message);
}

void MainWindow::showSignature()
{
    const sign::Signature* signature = m_document->signature();
    const bool isBroken = signature && !signature->holds && !m_document->signatureIsLost();
    m_editor->findingsPanel().setBrokenSignature(isBroken ? signature->reason : QString());
    if (!signature)
        return;
    const QString signer =
        signature->signer ? tr("“%1”").arg(signature->signer->displayName()) : tr("an unknown signer");
    if (m_document->signatureIsLost()) {
        m_messages->show(
            u"signature"_s,
            {Tone::Warning,
             tr("Edited: the signature of %1 no longer fits, so saving writes the profile unsigned. "
                "Sign it anew with Sign & Export")
                 .arg(signer)});
    } else if (signature->holds) {
        m_messages->show(
            u"signature"_s,
            {Tone::Info, tr("Signed by %1; the signature holds. Editing removes it").arg(signer)});
    } else {
        m_messages->show(
            u"signature"_s,
            {Tone::Warning, tr("Signed by %1, but the signature does not hold: %2. Editing removes it")
                                .arg(signer, signature->reason)});
    }
}

void MainWindow::showState()
{
    const ToolPage* tool = shownTool();
    QString name;
    if (m_document)
        name = m_document->displayName();
    else if (m_unreadable && !tool)
        name = QFileInfo(m_unreadablePath).fileName();
    // A page beside the profile is a page of its window: saving and undoing are about the profile all the
    // same.
    const QString title = !tool            ? name
                          : name.isEmpty() ? tool->windowTitle()
                                           : tr("%1 – %2").arg(tool->windowTitle(), name);
    setWindowTitle(title.isEmpty() ? QGuiApplication::applicationDisplayName() : title + u"[*]"_s);
    setWindowModified(m_document && m_document->isModified());
    setWindowFilePath(QString());
    // What acts on a payload or a finding waits until they are seen again.
    m_actions->show(*this, m_document.get(), tool ? nullptr : m_editor, m_unreadable != nullptr && !tool);
    m_actions->close->setEnabled(true);
    // What was done to a payload is not told on a page about servers, nor what is wrong with another file.
    QStringList silent;
    if (tool)
        silent = {u"references"_s, u"duplicated"_s,  u"fixed"_s,    u"edit"_s,
                  u"skipped"_s,    u"credentials"_s, u"signature"_s};
    if (tool && m_unreadable)
        silent << u"open"_s;
    m_messages->setSilent(silent);
    m_actions->checkProfile->setEnabled(m_document != nullptr);
    m_sharing->refresh(m_document != nullptr);
    m_target->setVisible(m_document && !tool);
    if (tool)
        showChoices();
    showCounts();
}

void MainWindow::showCounts()
{
    for (QLabel* label : {m_payloadCount, m_secretCount})
        label->setVisible(m_document != nullptr && !shownTool());
    m_savedState->setVisible(m_document != nullptr);
    showDelivery();
    if (!m_document)
        return;
    const auto payloads = static_cast<int>(m_document->profile().payloads().size());
    m_payloadCount->setText(payloads == 1 ? tr("1 payload") : tr("%n payloads", nullptr, payloads));
    const int secrets = m_editor ? m_editor->linter().secretCount() : 0;
    m_secretCount->setText(secrets == 0   ? tr("No secrets")
                           : secrets == 1 ? tr("1 secret")
                                          : tr("%n secrets", nullptr, secrets));
    m_savedState->setText(m_document->isModified()           ? tr("Unsaved changes")
                          : m_document->filePath().isEmpty() ? tr("Not saved yet")
                                                             : tr("Saved"));
}

void MainWindow::rememberLayout()
{
    m_settings.windowGeometry = saveGeometry();
    if (m_editor) {
        m_settings.editorState = m_editor->saveState();
        m_settings.isSourceShown = m_editor->tab() == ProfileEditor::Tab::Source;
    }
    emit settingsChanged();
}

void MainWindow::chooseTarget(const schema::Target& target)
{
    if (target.isExplicit)
        m_settings.target = systemName(target.platform) + target.version.toString();
    m_settings.isSupervised = target.supervised;
    m_settings.isInstalledByHand = target.manualInstall;
    if (m_editor)
        m_editor->linter().setTarget(target);
    emit settingsChanged();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        lookAtFile();
}

}  // namespace ui
