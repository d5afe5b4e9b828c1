// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/sharing.h"

#include "ui/document/profile_document.h"
#include "ui/editor/message_area.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/airdrop.h"
#include "ui/share/handout_panel.h"
#include "ui/share/last_delivery.h"
#include "ui/share/mail_panel.h"
#include "ui/share/open_folder.h"
#include "ui/share/outgoing_file.h"
#include "ui/share/share_cargo.h"
#include "ui/share/share_words.h"
#include "ui/share/two_line_menu.h"
#include "ui/share/web_share_panel.h"
#include "ui/style/icon.h"
#include "ui/task.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace ui {

Sharing::Sharing(const schema::Store& store,
                 app::Settings& settings,
                 ShareServices services,
                 MessageArea& messages,
                 QWidget* window)
    : QObject(window)
    , m_store(store)
    , m_settings(settings)
    , m_services(std::move(services))
    , m_messages(messages)
    , m_window(window)
    , m_menu(new TwoLineMenu(tr("&Share"), window))
{
    makeMenu();
    refresh(false);
}

Sharing::~Sharing() = default;

QAction* Sharing::add(const QString& text, const QString& iconName, void (Sharing::*run)())
{
    QAction* action = m_menu->addAction(text);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    connect(action, &QAction::triggered, this, run);
    return action;
}

void Sharing::makeMenu()
{
    QAction* web = add(tr("&Local Web Share…"), u"share-web"_s, &Sharing::openWebShare);
    web->setShortcut(QKeySequence(u"Ctrl+Shift+L"_s));
    TwoLineMenu::explain(*web,
                         tr("Devices in your network fetch the profile from this computer, by a QR code"));
    QAction* mail = add(tr("&Mail…"), u"payload-mail"_s, &Sharing::openMail);
    mail->setShortcut(QKeySequence(u"Ctrl+Shift+M"_s));
    TwoLineMenu::explain(*mail,
                         tr("A message with the profile and the steps, in your mail program or sent from "
                            "here"));
    QAction* airDrop = add(tr("&AirDrop"), u"share-airdrop"_s, &Sharing::sendByAirDrop);
    TwoLineMenu::explain(*airDrop,
                         hasAirDrop()
                             ? tr("Sends the profile to a device nearby, which asks there whether to take it")
                             : tr("Needs a Mac; the local web share reaches the same devices from here"));
    QAction* handout = add(tr("&Print a Hand-out…"), u"share-print"_s, &Sharing::openHandout);
    TwoLineMenu::explain(*handout, tr("One page for the person at the device: what it is, and what to do"));
    m_ways = {web, mail, airDrop, handout};
    m_menu->addSeparator();
    addFileWays();
}

void Sharing::addFileWays()
{
    m_save = m_menu->addAction(icon(u"document-save"_s), tr("&Save First"));
    TwoLineMenu::explain(*m_save, tr("Writes the file, which the entries below are about"));
    connect(m_save, &QAction::triggered, this, &Sharing::saveAsked);
    m_folder = add(tr("Show in &Folder"), u"document-open"_s, &Sharing::showInFolder);
    m_copyFile = add(tr("&Copy File"), u"edit-duplicate"_s, &Sharing::copyFile);
    m_copyPath = add(tr("Copy Pat&h"), {}, &Sharing::copyPath);
}

void Sharing::setDocument(ProfileDocument& document)
{
    forgetDocument();
    m_document = &document;
    m_cargo = new ShareCargo(document, m_store, this);
    m_last = new LastDelivery(document, m_settings, this);
    connect(m_last, &LastDelivery::changed, this, &Sharing::resultChanged);
    connect(m_last, &LastDelivery::settingsChanged, this, &Sharing::settingsChanged);
    emit resultChanged();
}

void Sharing::forgetDocument()
{
    // Each looks at the cargo to its last breath.
    delete m_webShare;
    delete m_mail;
    delete m_handout;
    delete std::exchange(m_cargo, nullptr);
    delete std::exchange(m_last, nullptr);
    m_document = nullptr;
    m_isSignAsked = false;
    m_isCutOff = false;
    emit resultChanged();
}

QString Sharing::fileObstacle() const
{
    if (!m_document)
        return tr("No profile is open");
    if (m_document->filePath().isEmpty())
        return tr("The profile is not saved yet");
    if (m_document->isModified())
        return tr("The file on the disk is not what you see: there are unsaved changes");
    return {};
}

void Sharing::refresh(bool isOpen)
{
    const bool has = isOpen && m_document;
    for (QAction* way : std::as_const(m_ways))
        way->setEnabled(has);
    const QString obstacle = fileObstacle();
    m_save->setVisible(has && !obstacle.isEmpty());
    m_save->setEnabled(has);
    const auto offer = [&](QAction* action, const QString& sentence) {
        action->setEnabled(has && obstacle.isEmpty());
        TwoLineMenu::explain(*action, obstacle.isEmpty() ? sentence : obstacle);
    };
    offer(m_folder, tr("Opens the folder that the saved file is in"));
    offer(m_copyFile, tr("The saved file, to be pasted into a folder, a chat or a message"));
    offer(m_copyPath, tr("Where the saved file is, as text"));
}

template <class Panel>
void Sharing::open(Panel* panel)
{
    panel->show();
    panel->raise();
    panel->activateWindow();
}

QString Sharing::folder() const
{
    if (!m_document->filePath().isEmpty())
        return QFileInfo(m_document->filePath()).absolutePath();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

WebSharePanel& Sharing::webShare()
{
    if (!m_webShare) {
        m_webShare = new WebSharePanel(*m_cargo, m_services, m_window);
        m_webShare->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_webShare, &WebSharePanel::signAsked, this, &Sharing::signFirst);
        connect(m_webShare, &WebSharePanel::delivered, this, &Sharing::note);
        connect(m_webShare, &WebSharePanel::addressChanged, this, [this] {
            m_isCutOff = false;
            m_messages.remove(u"share"_s);
            if (m_handout)
                m_handout->setAddress(m_webShare ? m_webShare->address() : QString());
        });
    }
    open(m_webShare.data());
    return *m_webShare;
}

MailPanel& Sharing::mail()
{
    if (!m_mail) {
        m_mail = new MailPanel(*m_cargo, m_services, folder(), m_window);
        m_mail->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_mail, &MailPanel::signAsked, this, &Sharing::signFirst);
        connect(m_mail, &MailPanel::delivered, this, &Sharing::note);
    }
    open(m_mail.data());
    return *m_mail;
}

HandoutPanel& Sharing::handout()
{
    if (!m_handout) {
        m_handout = new HandoutPanel(*m_cargo, folder(), m_window);
        m_handout->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_handout, &HandoutPanel::delivered, this, &Sharing::note);
    }
    m_handout->setAddress(m_webShare ? m_webShare->address() : QString());
    open(m_handout.data());
    return *m_handout;
}

void Sharing::openWebShare()
{
    emit commitAsked();
    webShare();
}

void Sharing::openMail()
{
    emit commitAsked();
    mail();
}

void Sharing::openHandout()
{
    emit commitAsked();
    handout();
}

void Sharing::sendByAirDrop()
{
    if (!hasAirDrop())
        return explainAirDrop();
    emit commitAsked();
    // Once, for what is packed now.
    connect(
        m_cargo, &ShareCargo::made, this,
        [this](const base::Result<delivery::Package>& package) {
            if (!package)
                return tellAirDrop(package.error());
            runThen(
                m_cargo,
                [package = *package, own = m_cargo->filePath()](const std::stop_token&) {
                    return outgoingFile(package, own);
                },
                [this](const base::Result<OutgoingFile>& file) {
                    tellAirDrop(file ? airDrop(file->path) : base::Result<>(file.error()));
                });
        },
        Qt::SingleShotConnection);
    m_cargo->pack();
}

void Sharing::tellAirDrop(const base::Result<>& result)
{
    if (!result)
        return m_messages.show(u"airdrop"_s, {Tone::Error, withHint(result.error())});
    note(tr("handed to AirDrop"));
}

void Sharing::explainAirDrop()
{
    m_messages.show(
        u"airdrop"_s,
        {Tone::Info,
         tr("AirDrop needs a Mac: only Apple's systems offer it. A local web share reaches the same "
            "devices from here, and mail reaches them anywhere"),
         {{tr("Local Web Share…"),
           [this] {
               if (m_document)
                   openWebShare();
           }},
          {tr("Mail…"), [this] {
               if (m_document)
                   openMail();
           }}}});
}

void Sharing::signFirst()
{
    m_isSignAsked = true;
    emit signAsked();
}

void Sharing::noteExport(const QString& path)
{
    if (m_cargo && std::exchange(m_isSignAsked, false))
        m_cargo->takeFile(path);
}

bool Sharing::keepsOpen(const std::function<void()>& goOn)
{
    const bool isSending = m_mail && m_mail->isUnderWay();
    const bool isShared = m_webShare && !m_webShare->address().isEmpty();
    if (m_isCutOff || (!isSending && !isShared))
        return false;
    const bool isFetched = isShared && m_webShare->isDownloadUnderWay();
    const QString text =
        isSending   ? tr("Messages are on their way: going on stops them, and not everybody gets one")
        : isFetched ? tr("A device is downloading the profile: going on cuts it off")
                    : tr("The profile is shared on the network: going on ends that, and no device can fetch "
                         "it any more");
    const QString goOnText = isSending   ? tr("Stop Sendin&g")
                             : isFetched ? tr("Cut It &Off")
                                         : tr("En&d the Share");
    m_messages.show(u"share"_s, {Tone::Warning,
                                 text,
                                 {{tr("Show &It"),
                                   [this, isSending] {
                                       if (isSending && m_mail)
                                           open(m_mail.data());
                                       else if (m_webShare)
                                           open(m_webShare.data());
                                   }},
                                  {goOnText, [this, goOn] {
                                       m_isCutOff = true;
                                       goOn();
                                   }}}});
    m_messages.focusOn(u"share"_s);
    return true;
}

void Sharing::showInFolder()
{
    m_messages.remove(u"folder"_s);
    openFolderOf(m_document->filePath(), this, [this](const base::Error& error) {
        m_messages.show(u"folder"_s, {Tone::Warning, withHint(error), {{tr("Cop&y Path"), [this] {
                                                                            if (m_document)
                                                                                copyPath();
                                                                        }}}});
    });
}

void Sharing::copyFile()
{
    auto* data = new QMimeData;
    const QString path = QFileInfo(m_document->filePath()).absoluteFilePath();
    data->setUrls({QUrl::fromLocalFile(path)});
    QGuiApplication::clipboard()->setMimeData(data);
    note(tr("file copied"));
}

void Sharing::copyPath()
{
    const QString path = QFileInfo(m_document->filePath()).absoluteFilePath();
    QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(path));
}

void Sharing::note(const QString& what)
{
    // What it asks about is over.
    m_messages.remove(u"share"_s);
    if (m_last)
        m_last->note(what);
}

QString Sharing::lastResult() const { return m_last ? m_last->sentence() : QString(); }

}  // namespace ui
