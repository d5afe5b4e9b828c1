// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/challenge.h"
#include "core/plist/document.h"
#include "ui/widgets/tool_page.h"

#include <QPointer>

#include <functional>
#include <memory>

class QTabWidget;
class QTimer;

namespace ui {

class AddressPanel;
class ChallengeCard;
class ChallengeSource;
class MessageArea;
class NdesPayload;
class PayloadChoice;
class ProfileDocument;
class RecipePage;

/// Gets a challenge from NDES, watches its clock, puts it into the SCEP payload, and says how the server is
/// to be set up for the requests of that payload.
///
/// Nothing is sent before a button is pressed. A challenge stays until another one comes or the window goes.
class NdesDesk : public ToolPage
{
    Q_OBJECT

public:
    explicit NdesDesk(std::function<QDateTime()> now, QWidget* parent = nullptr);

    /// For a server without a profile.
    void showServer();
    /// For the SCEP payload at `payload` of `document`. What is under way for the same payload goes on.
    void showPayload(ProfileDocument& document, const plist::Path& payload);
    void forgetDocument() override;
    void focusFirst() override;
    /// Brings the clock up to date; otherwise once a second.
    void tick();
    /// The profile has been written to the file `name` without being saved there, as when it is exported.
    void noteExport(const QString& name);

    [[nodiscard]] AddressPanel& addresses() { return *m_addresses; }
    [[nodiscard]] ChallengeSource& source() { return *m_source; }
    [[nodiscard]] ChallengeCard& card() { return *m_card; }
    [[nodiscard]] RecipePage& recipe() { return *m_recipe; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }
    [[nodiscard]] PayloadChoice& choice() { return *m_choice; }
    /// Where the payload on the page is by now; nothing when there is none.
    [[nodiscard]] std::optional<plist::Path> payloadPath() const;

private:
    void makeLayout();
    void connectParts();
    void begin(const QString& title);
    void took(const std::shared_ptr<ndes::Challenge>& challenge);
    void useUrl();
    void putChallenge();
    void putSid();
    /// Makes one step of `edits`, and says so with a way back.
    bool apply(const QString& text, const std::vector<plist::Edit>& edits, const QString& done);
    void refresh();  ///< after a change of the document, the challenge or the address
    void refreshUse();
    void refreshKnown();
    void follow(ProfileDocument* carrier);
    [[nodiscard]] QString challengeText() const;

    std::function<QDateTime()> m_now;
    NdesPayload* m_payload;
    PayloadChoice* m_choice;
    AddressPanel* m_addresses;
    MessageArea* m_messages;
    QTabWidget* m_tabs;
    ChallengeSource* m_source;
    ChallengeCard* m_card;
    RecipePage* m_recipe;
    QTimer* m_clock;
    QString m_url;                                 ///< of the payload, when it was shown last
    std::shared_ptr<ndes::Challenge> m_challenge;  ///< null until there is one
    QPointer<ProfileDocument> m_carrier;           ///< that it was put into last
    bool m_isSaved = false;                        ///< a file that was written has the challenge
};

}  // namespace ui
