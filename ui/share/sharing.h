// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "core/base/result.h"
#include "core/schema/schema.h"
#include "ui/share/share_services.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QMenu;

namespace ui {

class HandoutPanel;
class LastDelivery;
class MailPanel;
class MessageArea;
class ProfileDocument;
class ShareCargo;
class WebSharePanel;

/// The ways of the open profile out of the window: the Share menu, the panels behind it, and what came of it
/// last.
class Sharing : public QObject
{
    Q_OBJECT

public:
    /// `store`, `settings` and `messages` must outlive it; panels are windows of `window`.
    Sharing(const schema::Store& store,
            app::Settings& settings,
            ShareServices services,
            MessageArea& messages,
            QWidget* window);
    ~Sharing() override;

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /// Takes what is shared from `document`, which lives until forgetDocument().
    void setDocument(ProfileDocument& document);
    /// Closes every panel, and with them the share.
    void forgetDocument();
    /// Enables what can be done now; `isOpen`: there is a profile.
    void refresh(bool isOpen);
    /// Asks, if the profile is shared on the network or a message is being sent; true: `goOn` runs when the
    /// person gives that up.
    bool keepsOpen(const std::function<void()>& goOn);
    /// Forgets that the person gave it up: what was to follow did not, or begins anew.
    void askAgain() { m_isCutOff = false; }
    /// The profile is in the file at `path` now, perhaps signed.
    void noteExport(const QString& path);
    /// "mailed to 3, 14:02"; empty: nothing is known to have been delivered.
    [[nodiscard]] QString lastResult() const;

    /// The panels; opened if they are not.
    WebSharePanel& webShare();
    MailPanel& mail();
    HandoutPanel& handout();

signals:
    void signAsked();
    void saveAsked();
    /// The text of a form that is being typed has to get into the profile now.
    void commitAsked();
    void resultChanged();
    void settingsChanged();

private:
    QAction* add(const QString& text, const QString& iconName, void (Sharing::*run)());
    void makeMenu();
    void addFileWays();
    template <class Panel>
    void open(Panel* panel);
    [[nodiscard]] QString folder() const;
    void openWebShare();
    void openMail();
    void openHandout();
    void sendByAirDrop();
    void tellAirDrop(const base::Result<>& result);
    void explainAirDrop();
    void signFirst();
    void showInFolder();
    void copyFile();
    void copyPath();
    void note(const QString& what);
    [[nodiscard]] QString fileObstacle() const;

    const schema::Store& m_store;
    app::Settings& m_settings;
    ShareServices m_services;
    MessageArea& m_messages;
    QWidget* m_window;
    QMenu* m_menu;
    QPointer<ProfileDocument> m_document;
    ShareCargo* m_cargo = nullptr;
    LastDelivery* m_last = nullptr;
    QPointer<WebSharePanel> m_webShare;
    QPointer<MailPanel> m_mail;
    QPointer<HandoutPanel> m_handout;
    QList<QAction*> m_ways;
    QAction* m_save = nullptr;
    QAction* m_folder = nullptr;
    QAction* m_copyFile = nullptr;
    QAction* m_copyPath = nullptr;
    bool m_isSignAsked = false;  ///< by a panel: what is exported next is what it shares
    bool m_isCutOff = false;     ///< a download under way may be cut off
};

}  // namespace ui
