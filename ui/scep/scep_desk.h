// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/create.h"
#include "core/scep/carry.h"
#include "ui/scep/scep_question.h"
#include "ui/widgets/tool_page.h"

#include <QPointer>

class QLabel;
class QPushButton;

namespace ui {

class IdentityOffer;
class MessageArea;
class PayloadChoice;
class ProfileDocument;
class ScepInput;
class ScepResult;
class ScepRun;

/// Asks a SCEP server as a device does, shows what a device makes of it, and puts what was learnt or issued
/// into the profile.
///
/// Nothing is sent before a button is pressed, and no challenge is spent before Issue is.
class ScepDesk : public ToolPage
{
    Q_OBJECT

public:
    explicit ScepDesk(CheckServices services, QWidget* parent = nullptr);

    /// For a server without a profile; the address may be typed.
    void showServer(const QUrl& url = {});
    /// For the SCEP payload at `payload` of `document`, as a device on `os` sees it. What is on the screen of
    /// the same payload stays.
    void showPayload(ProfileDocument& document,
                     const plist::Path& payload,
                     const schema::Target& os,
                     const profile::Defaults& defaults);
    void forgetDocument() override;
    void focusFirst() override;

    /// Whether the identity that was issued last would be lost with this page, or with another payload on it.
    [[nodiscard]] bool holdsIdentity() const;
    void discardIdentity();
    /// Whether this is the payload on the page.
    [[nodiscard]] bool isAbout(const ProfileDocument& document,
                               const plist::Path& payload,
                               const QString& uuid) const;

    void probe();
    void dryRun();
    [[nodiscard]] ScepInput& input() { return *m_input; }
    [[nodiscard]] ScepResult& result() { return *m_result; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }
    [[nodiscard]] PayloadChoice& choice() { return *m_choice; }
    /// Where the payload on the page is by now; nothing when there is none.
    [[nodiscard]] std::optional<plist::Path> payloadPath() const;

signals:
    void showPathAsked(const plist::Path& path);
    /// An answer is on the screen.
    void shown();
    /// holdsIdentity() may say something else.
    void identityChanged();

private:
    // scep_desk.cpp: what is asked
    void makeAdoption();
    void begin(const QString& title);
    void ask(ScepQuestion::Reach reach);
    void issue();
    void cancel();
    void took(const ScepAnswer& answer);
    void offerIssue();

    // scep_desk_profile.cpp: what becomes of it
    void adopt();
    void putIdentity();
    void putEdits(const base::Result<std::vector<plist::Edit>>& edits, scep::Placement placement);
    /// Makes one step of `edits`, and says so with a way back.
    void apply(const QString& text, const std::vector<plist::Edit>& edits, const QString& done);
    void refresh();  ///< after a change of the document or the answer
    void refreshAdoption();
    [[nodiscard]] QString adoptionObstacle(const std::vector<plist::Edit>& edits) const;
    [[nodiscard]] std::vector<plist::Edit> adoption() const;
    [[nodiscard]] QString identityObstacle() const;
    [[nodiscard]] bool isIdentityInProfile() const;
    /// Where the payload is now; null when it is gone or no SCEP payload any more.
    [[nodiscard]] const profile::Payload* payload() const;

    ScepRun* m_run;
    PayloadChoice* m_choice;
    ScepInput* m_input;
    MessageArea* m_messages;
    IdentityOffer* m_identity;
    ScepResult* m_result;
    QWidget* m_adoption = nullptr;
    QPushButton* m_adopt = nullptr;
    QLabel* m_adoptText = nullptr;
    QPointer<ProfileDocument> m_document;
    plist::Path m_payload;
    QString m_payloadUuid;
    schema::Target m_os;
    profile::Defaults m_defaults;
    QString m_subject;  ///< what was asked last, for reports
    ScepQuestion::Reach m_reach = ScepQuestion::Reach::Probe;
    bool m_isOfPayload = false;
    std::optional<scep::Issued> m_issued;  ///< the last one, in a profile or not
    QByteArray m_carried;                  ///< the file in which it went there last
};

}  // namespace ui
