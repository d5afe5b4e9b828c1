// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/mail_panel.h"

#include "core/base/save_file.h"
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/mail_letter.h"
#include "ui/share/mail_results.h"
#include "ui/share/mail_way_list.h"
#include "ui/share/share_cargo.h"
#include "ui/share/share_words.h"
#include "ui/share/smtp_form.h"
#include "ui/share/unsigned_row.h"
#include "ui/task.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace ui {

using Kind = MailWayList::Kind;

MailPanel::MailPanel(ShareCargo& cargo, const ShareServices& services, QString folder, QWidget* parent)
    : QDialog(parent)
    , m_cargo(cargo)
    , m_run(new MailRun(this))
    , m_folder(std::move(folder))
{
    setWindowTitle(tr("Send by Mail"));
    // In the order of the Tab key.
    makeContents();
    m_letter = new MailLetter(this);
    makeWays(services);
    makeConsent();
    m_results = new MailResults(this);
    makeAction();
    layOut();
    connect(&m_cargo, &ShareCargo::made, this, &MailPanel::takePackage);
    connect(m_letter, &MailLetter::changed, this, &MailPanel::refresh);
    connect(m_smtp, &SmtpForm::changed, this, &MailPanel::refresh);
    connect(m_ways, &MailWayList::chosen, this, &MailPanel::refresh);
    connect(m_ways, &MailWayList::chosenByHand, this, &MailPanel::revealWay);
    connect(m_results, &MailResults::retryAsked, this, &MailPanel::retry);
    connect(m_run, &MailRun::opened, this, &MailPanel::tookOpened);
    connect(m_run, &MailRun::sent, this, &MailPanel::tookSent);
    connect(m_run, &MailRun::progressed, this, [this](const delivery::MailProgress& progress) {
        m_progress->setRange(0, static_cast<int>(progress.recipients) * 100);
        const auto part = progress.size > 0 ? progress.sent * 100 / progress.size : 0;
        m_progress->setValue(static_cast<int>(progress.recipient) * 100 + static_cast<int>(part));
    });
    m_cargo.pack();
    m_letter->focusFirst();
    refresh();
}

void MailPanel::takePackage(const base::Result<delivery::Package>& package)
{
    m_package = package ? std::optional(*package) : std::nullopt;
    m_problem->tell(Tone::Error, package ? QString() : withHint(package.error()));
    m_letter->setPackage(m_package);
    if (package) {
        setWindowTitle(tr("Send “%1” by Mail").arg(package->title));
        m_contents->setText(contentsSentence(*package));
        m_contents->setAccessibleName(m_contents->text());
        if (m_draftPath->path() == m_proposedDraft) {
            m_proposedDraft = m_folder + u'/' + QFileInfo(package->fileName).completeBaseName() + u".eml"_s;
            m_draftPath->setPath(m_proposedDraft);
        }
    }
    refresh();
}

void MailPanel::refreshConsent()
{
    const bool isNeeded = m_package && !m_package->secrets.isEmpty();
    const QString named = isNeeded ? bulleted(m_package->secrets) : QString();
    // Who agreed to one secret has not agreed to another.
    if (named != m_secrets->text())
        m_agreed->setChecked(false);
    m_secrets->setText(named);
    m_secrets->setAccessibleName(named);
    m_consent->setVisible(isNeeded);
}

void MailPanel::refresh()
{
    const Kind kind = m_ways->choice().kind;
    const bool isUnderWay = m_run->isUnderWay();
    m_smtp->setVisible(kind == Kind::Server);
    m_draft->setVisible(kind == Kind::Draft);
    m_unsigned->setVisible(m_package && !m_package->isSigned);
    refreshConsent();
    const bool isThere = kind == Kind::Draft && QFileInfo::exists(m_draftPath->path());
    m_go->setText(kind == Kind::Program
                      ? tr("&Open in %1").arg(QString(m_ways->choice().name).replace(u'&', u"&&"_s))
                  : kind == Kind::Server ? tr("Sen&d")
                  : isThere              ? tr("Replace D&raft")
                                         : tr("Save D&raft"));
    const std::optional<Obstacle> obstacle = this->obstacle();
    m_go->setEnabled(!obstacle && !isUnderWay);
    m_go->setAccessibleDescription(obstacle ? obstacle->text : QString());
    m_obstacle->tell(isUnderWay ? std::nullopt : obstacle);
    m_results->setRetryEnabled(!obstacle && !isUnderWay);
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_letter, m_ways, m_smtp, m_draft, m_consent, m_unsigned})
        part->setEnabled(!isUnderWay);
    m_cancel->setVisible(isUnderWay);
    m_progress->setVisible(isUnderWay);
}

std::optional<Obstacle> MailPanel::obstacle() const
{
    if (!m_package)
        return Obstacle{tr("There is no profile that could be sent")};
    // From top to bottom, as they stand in the window.
    if (const auto to = m_letter->recipients(); !to)
        return Obstacle{withHint(to.error()), m_letter->firstField()};
    if (m_ways->choice().kind == Kind::Server) {
        if (auto missing = m_smtp->obstacle())
            return missing;
    }
    if (m_ways->choice().kind == Kind::Draft && m_draftPath->path().isEmpty())
        return Obstacle{tr("Say where the draft is to go"), m_draftPath->lineEdit()};
    if (!m_consent->isHidden() && !m_agreed->isChecked())
        return Obstacle{tr("Agree to send the secrets first"), m_agreed};
    return std::nullopt;
}

std::optional<MailOrder> MailPanel::order() const
{
    if (obstacle())
        return std::nullopt;
    return MailOrder{*m_package, m_cargo.filePath(), *m_letter->recipients(), m_letter->language(),
                     m_letter->subject()};
}

void MailPanel::revealWay()
{
    switch (m_ways->choice().kind) {
    case Kind::Program: return;
    case Kind::Server: return reveal(*m_smtp);
    case Kind::Draft: return reveal(*m_draft);
    }
}

void MailPanel::run()
{
    const auto ready = order();
    if (!ready)
        return;
    m_results->clear();
    switch (m_ways->choice().kind) {
    case Kind::Program: return openInProgram(*ready);
    case Kind::Server: return send(*ready);
    case Kind::Draft: return saveDraft(*ready);
    }
}

void MailPanel::begin(const QString& text)
{
    m_progress->setRange(0, 0);
    m_remark->tell(Tone::Info, text);
    refresh();
    m_cancel->setFocus();
}

void MailPanel::ended()
{
    const bool hadFocus = m_cancel->hasFocus() || !focusWidget();
    refresh();
    if (hadFocus)
        m_go->setFocus();
}

void MailPanel::openInProgram(const MailOrder& order)
{
    m_recipients = static_cast<int>(order.to.size());
    m_run->open(*m_ways->choice().way, order);
    begin(tr("Handing the message over…"));
}

void MailPanel::tookOpened(const base::Result<>& result)
{
    const QString name = m_ways->choice().name;
    if (result) {
        m_remark->announce(Tone::Good,
                           tr("%1 has the message. Look whether the attachment is there, and send "
                              "it")
                               .arg(name));
        emit delivered(tr("handed to %1").arg(name));
    } else if (result.error().code == base::Error::Code::Cancelled) {
        m_remark->announce(Tone::Info, tr("Nothing was handed over"));
    } else {
        const QString next = m_ways->chooseNext();
        revealWay();
        QString text = tr("%1 did not take the message: %2").arg(name, withHint(result.error()));
        if (!next.isEmpty())
            text += u". "_s + tr("The next way is chosen: %1").arg(next);
        m_remark->announce(Tone::Error, text);
    }
    ended();
}

void MailPanel::saveDraft(const MailOrder& order)
{
    const QString path = m_draftPath->path();
    const auto bytes = draftOf(order);
    const base::Result<> saved =
        bytes ? base::saveFile(path, *bytes, base::Access::OwnerOnly) : base::Result<>(bytes.error());
    if (!saved) {
        m_remark->announce(Tone::Error, tr("The draft was not saved: %1").arg(withHint(saved.error())));
        return;
    }
    m_remark->announce(Tone::Good,
                       tr("Saved as %1. Open it with a mail program, and send it from there").arg(path));
    emit delivered(tr("draft for mail saved"));
    refresh();
}

void MailPanel::send(const MailOrder& order)
{
    const auto account = m_smtp->account();
    const auto sender = m_smtp->sender();
    if (!account || !sender)
        return;
    m_recipients = static_cast<int>(order.to.size());
    m_run->send(*account, *sender, order);
    begin(m_recipients == 1 ? tr("Sending…") : tr("Sending %n messages…", nullptr, m_recipients));
}

void MailPanel::retry()
{
    auto again = order();
    if (!again)
        return;
    const QStringList failed = m_results->failed();
    std::erase_if(again->to, [&](const delivery::MailAddress& address) {
        return !failed.contains(QString::fromLatin1(address.spec()));
    });
    if (!again->to.empty())
        send(*again);
}

void MailPanel::tookSent(const std::vector<delivery::Delivered>& results)
{
    m_results->add(results);
    const int sent = m_results->sentCount();
    const QString reason = m_results->commonReason();
    const auto failed = static_cast<int>(m_results->failed().size());
    if (failed == 0)
        m_remark->announce(Tone::Good, sent == 1 ? tr("Sent to 1 recipient")
                                                 : tr("Sent to %n recipients", nullptr, sent));
    else if (sent == 0)
        m_remark->announce(Tone::Error,
                           reason.isEmpty() ? tr("Sent to nobody") : tr("Sent to nobody: %1").arg(reason));
    else
        m_remark->announce(Tone::Error, tr("Sent to %1; not sent to %2").arg(sent).arg(failed));
    if (sent > 0)
        emit delivered(tr("mailed to %1").arg(sent));
    ended();
    m_results->focusRetry();
}

void MailPanel::closeEvent(QCloseEvent* event)
{
    if (m_run->isUnderWay()) {
        m_remark->announce(Tone::Warning, tr("Messages are on their way. Cancel first, or wait a moment"));
        event->ignore();
        return;
    }
    // Not QDialog's, which calls reject() again.
    event->accept();
}

void MailPanel::reject()
{
    // Escape too has to ask.
    close();
}

}  // namespace ui
