// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_desk.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/message_area.h"
#include "ui/scep/identity_offer.h"
#include "ui/scep/scep_input.h"
#include "ui/scep/scep_result.h"
#include "ui/scep/scep_run.h"
#include "ui/trust/verdict_view.h"
#include "ui/widgets/payload_choice.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

/// Address and CA of a payload in a line.
QString serverText(const profile::Payload& payload)
{
    const plist::Dict* settings = payload.content();
    const auto* url = settings ? settings->get<QString>(u"URL") : nullptr;
    const auto* name = settings ? settings->get<QString>(u"Name") : nullptr;
    if (!url || url->isEmpty())
        return ScepDesk::tr("The payload has no URL yet");
    const QString address = QUrl(*url).toDisplayString();  // without a password
    return name ? ScepDesk::tr("%1, CA “%2”").arg(address, *name) : address;
}

}  // namespace

ScepDesk::ScepDesk(CheckServices services, QWidget* parent)
    : ToolPage(tr("SCEP server"), parent)
    , m_run(new ScepRun(std::move(services), this))
    , m_choice(new PayloadChoice(this))
    , m_input(new ScepInput(this))
    , m_messages(new MessageArea(this))
    , m_identity(new IdentityOffer(this))
    , m_result(new ScepResult(this))
{
    makeAdoption();
    m_identity->hide();
    m_result->addAction(m_adoption, m_adopt);
    scrollAll({m_choice, m_input, m_messages, m_identity, m_result});
    connect(m_input, &ScepInput::probeAsked, this, &ScepDesk::probe);
    connect(m_input, &ScepInput::dryRunAsked, this, &ScepDesk::dryRun);
    connect(m_input, &ScepInput::cancelAsked, this, &ScepDesk::cancel);
    connect(m_run, &ScepRun::stepped, m_result, &ScepResult::addStep);
    connect(m_run, &ScepRun::finished, this, &ScepDesk::took);
    connect(m_result, &ScepResult::showPathAsked, this, &ScepDesk::showPathAsked);
    connect(m_adopt, &QPushButton::clicked, this, &ScepDesk::adopt);
    connect(m_identity, &IdentityOffer::putAsked, this, &ScepDesk::putIdentity);
}

void ScepDesk::makeAdoption()
{
    m_adoption = new QWidget(this);
    m_adopt = new QPushButton(tr("Put &into the Profile"), m_adoption);
    m_adoptText = new HintLabel({}, m_adoption);
    auto* row = new QHBoxLayout(m_adoption);
    row->setContentsMargins({});
    row->addWidget(m_adopt, 0, Qt::AlignTop);
    row->addWidget(m_adoptText, 1);
    m_adoption->hide();
}

void ScepDesk::focusFirst() { m_input->focusFirst(); }

void ScepDesk::begin(const QString& title)
{
    m_run->cancel();
    m_input->setUnderWay(false);
    m_input->tell(Tone::Info, {});
    setHeading(title);
    m_messages->clear();
    m_result->begin();
    m_adoption->hide();
    discardIdentity();
}

void ScepDesk::showServer(const QUrl& url)
{
    if (m_isOfPayload || !url.isEmpty() || heading().isEmpty())
        begin(tr("Check a SCEP server"));
    forgetDocument();
    m_isOfPayload = false;
    m_os = {};
    m_input->setPayload({});
    if (!url.isEmpty())
        m_input->setUrl(url);
    m_input->setHint(
        tr("Probe asks the server who it is and what it can, as a device on %1 does before it sends "
           "its request. Nothing is sent before you press it, and no challenge is spent")
            .arg(m_os.toString()));
}

void ScepDesk::showPayload(ProfileDocument& document,
                           const plist::Path& payload,
                           const schema::Target& os,
                           const profile::Defaults& defaults)
{
    const auto& payloads = document.profile().payloads();
    const auto shown = std::find_if(payloads.begin(), payloads.end(),
                                    [&payload](const profile::Payload& one) { return one.path == payload; });
    const QString uuid = shown == payloads.end() ? QString() : shown->uuid;
    const bool isSame = isAbout(document, payload, uuid);
    if (!isSame) {
        const QString name = shown == payloads.end() ? QString() : shown->displayName;
        begin(name.isEmpty() ? tr("SCEP server of the profile") : tr("SCEP server of “%1”").arg(name));
    }
    if (m_document != &document) {
        if (m_document)
            m_document->disconnect(this);
        m_document = &document;
        connect(&document, &ProfileDocument::changed, this, [this] {
            // Its Undo would take back another step than it speaks of.
            m_messages->remove(u"done"_s);
            refresh();
        });
    }
    m_isOfPayload = true;
    m_payload = payload;
    m_payloadUuid = uuid;
    m_os = os;
    m_defaults = defaults;
    m_input->setHint(
        tr("Probe asks the server who it is and what it can; Dry Run goes the payload's way up to "
           "the request and stops before it. Both do as a device on %1 does, and spend no challenge")
            .arg(m_os.toString()));
    refresh();
}

bool ScepDesk::isAbout(const ProfileDocument& document, const plist::Path& payload, const QString& uuid) const
{
    // A file that was read anew is another document with the same payloads.
    if (!m_isOfPayload || (m_document && m_document != &document))
        return false;
    return uuid.isEmpty() ? m_document && m_payloadUuid.isEmpty() && m_payload == payload
                          : m_payloadUuid == uuid;
}

void ScepDesk::forgetDocument()
{
    if (m_isOfPayload) {
        m_run->cancel();
        m_input->setUnderWay(false);
    }
    if (m_document)
        m_document->disconnect(this);
    m_document = nullptr;
    refresh();
}

void ScepDesk::probe() { ask(ScepQuestion::Reach::Probe); }

void ScepDesk::dryRun() { ask(ScepQuestion::Reach::DryRun); }

void ScepDesk::issue()
{
    ask(ScepQuestion::Reach::Issue);
    // The button that led here is gone.
    m_input->focusCancel();
}

void ScepDesk::ask(ScepQuestion::Reach reach)
{
    ScepQuestion question;
    question.reach = reach;
    question.os = m_os;
    if (m_isOfPayload) {
        const profile::Payload* of = payload();
        if (!of)
            return m_input->tell(Tone::Error, tr("The SCEP payload is no longer in the profile"));
        question.profile = m_document->root();
        question.payload = of->index;
        m_subject = m_document->displayName();
    } else {
        const auto url = m_input->url();
        if (!url)
            return m_input->refuse(url.error());
        question.url = *url;
        question.name = m_input->name();
        m_subject = url->toDisplayString();
    }
    m_reach = reach;
    m_messages->clear();
    m_adoption->hide();
    m_result->begin();
    m_input->tell(Tone::Info, reach == ScepQuestion::Reach::Issue ? tr("Asking the server for a certificate…")
                                                                  : tr("Asking the server…"));
    m_input->setHint({});
    m_input->setUnderWay(true);
    m_run->start(question);
}

void ScepDesk::cancel()
{
    if (!m_run->isUnderWay())
        return;
    m_run->cancel();
    m_input->setUnderWay(false);
    if (m_reach == ScepQuestion::Reach::Issue)
        return m_input->tell(Tone::Warning,
                             tr("Cancelled. If the request was sent already, the server may have issued a "
                                "certificate and taken the challenge for used"));
    m_input->tell(Tone::Info, tr("Cancelled"));
}

void ScepDesk::took(const ScepAnswer& answer)
{
    const bool hadFocus = m_input->isAncestorOf(focusWidget());
    m_input->setUnderWay(false);
    m_input->tell(Tone::Info, {});
    m_result->show(answer, m_subject);
    if (answer.report.issued) {
        m_issued = answer.report.issued;
        m_carried.clear();
        m_identity->show(*m_issued);
        if (hadFocus)
            m_identity->setFocus();
    }
    const bool isReady = answer.report.outcome == scep::Outcome::WouldEnroll && !answer.report.failure;
    if (m_reach == ScepQuestion::Reach::DryRun && isReady)
        offerIssue();
    refresh();
    QAccessibleEvent alert(&m_result->verdict(), QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    emit shown();
}

void ScepDesk::offerIssue()
{
    m_messages->show(
        u"issue"_s,
        {Tone::Warning,
         tr("Stopped before the request. Sending it means: the server issues a certificate, and a "
            "one-time challenge is spent; the profile then needs a new one"),
         {{tr("Iss&ue a Certificate"), [this] {
               issue();
           }}}});
}

void ScepDesk::refresh()
{
    const profile::Payload* of = payload();
    if (m_isOfPayload)
        m_input->setPayload(of ? serverText(*of) : tr("The SCEP payload is no longer in the profile"));
    if (m_issued) {
        m_identity->setCarried(isIdentityInProfile());
        m_identity->setObstacle(identityObstacle());
    }
    emit identityChanged();
    refreshAdoption();
}

}  // namespace ui
