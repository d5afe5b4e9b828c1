// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/mail_run.h"
#include "ui/share/obstacle_line.h"
#include "ui/share/share_services.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace ui {

class MailLetter;
class MailResults;
class MailWayList;
class PathEdit;
class Remark;
class ShareCargo;
class SmtpForm;
class UnsignedRow;

/// A window of its own for sending the profile by mail: in a mail program, through a server, or as a draft.
class MailPanel : public QDialog
{
    Q_OBJECT

public:
    /// `folder`: where drafts are proposed.
    MailPanel(ShareCargo& cargo, const ShareServices& services, QString folder, QWidget* parent = nullptr);

    /// A message is being sent or handed over.
    [[nodiscard]] bool isUnderWay() const { return m_run->isUnderWay(); }

    void reject() override;

signals:
    void signAsked();
    /// What came of it, in a few words.
    void delivered(const QString& what);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeContents();
    void makeConsent();
    void makeWays(const ShareServices& services);
    void makeAction();
    void layOut();
    void takePackage(const base::Result<delivery::Package>& package);
    void refresh();
    void refreshConsent();
    [[nodiscard]] std::optional<Obstacle> obstacle() const;
    /// What the fields say; nothing as long as there is an obstacle.
    [[nodiscard]] std::optional<MailOrder> order() const;
    /// Brings what the chosen way wants to know into sight.
    void revealWay();
    void run();
    void openInProgram(const MailOrder& order);
    void saveDraft(const MailOrder& order);
    void send(const MailOrder& order);
    void retry();
    void tookOpened(const base::Result<>& result);
    void tookSent(const std::vector<delivery::Delivered>& results);
    void begin(const QString& text);
    void ended();

    ShareCargo& m_cargo;
    MailRun* m_run;
    std::optional<delivery::Package> m_package;
    QString m_folder;
    QString m_proposedDraft;
    int m_recipients = 0;  ///< of what is under way
    QLabel* m_contents = nullptr;
    Remark* m_problem = nullptr;
    UnsignedRow* m_unsigned = nullptr;
    MailLetter* m_letter = nullptr;
    MailWayList* m_ways = nullptr;
    SmtpForm* m_smtp = nullptr;
    QWidget* m_draft = nullptr;
    PathEdit* m_draftPath = nullptr;
    QWidget* m_consent = nullptr;
    QLabel* m_secrets = nullptr;
    QCheckBox* m_agreed = nullptr;
    QPushButton* m_go = nullptr;
    ObstacleLine* m_obstacle = nullptr;
    QPushButton* m_cancel = nullptr;
    QProgressBar* m_progress = nullptr;
    Remark* m_remark = nullptr;
    MailResults* m_results = nullptr;
};

}  // namespace ui
