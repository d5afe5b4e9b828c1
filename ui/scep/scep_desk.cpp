// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scep/scep_desk.h"

#include "core/scep/writers.h"
#include "core/trust/context.h"
#include "ui/document/profile_document.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/message_area.h"
#include "ui/scep/identity_offer.h"
#include "ui/scep/scep_input.h"
#include "ui/scep/scep_result.h"
#include "ui/scep/scep_run.h"
#include "ui/style/icon.h"
#include "ui/task.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr auto scepType = "com.apple.security.scep"_L1;
constexpr int modernPkcs12 = 18;  ///< the first iOS that reads PBES2

/// The fingerprint among the edits that put a server's certificates into a profile; null: none is there.
const plist::Edit* fingerprintIn(const std::vector<plist::Edit>& edits)
{
    const auto found = std::find_if(edits.begin(), edits.end(), [](const plist::Edit& edit) {
        return edit.value && !edit.path.isRoot() && edit.path.lastKey() == u"CAFingerprint";
    });
    return found == edits.end() ? nullptr : &*found;
}

/// Address and CA of a payload in a line.
QString serverText(const profile::Payload& payload)
{
    const plist::Dict* settings = payload.content();
    const auto* url = settings ? settings->get<QString>(u"URL") : nullptr;
    const auto* name = settings ? settings->get<QString>(u"Name") : nullptr;
    if (!url || url->isEmpty())
        return ScepDesk::tr("The payload has no URL yet");
    return name ? ScepDesk::tr("%1, CA “%2”").arg(*url, *name) : *url;
}

base::Result<std::vector<plist::Edit>> carried(const plist::Value& root,
                                               const plist::Path& place,
                                               const scep::Issued& issued,
                                               const base::Secret& passphrase,
                                               const scep::CarryOptions& how)
{
    const profile::Profile profile(root);
    const auto& payloads = profile.payloads();
    const auto of = std::find_if(payloads.begin(), payloads.end(),
                                 [&place](const profile::Payload& one) { return one.path == place; });
    if (of == payloads.end())
        return base::Error{base::Error::Code::NotFound,
                           ScepDesk::tr("The SCEP payload is no longer in the profile")};
    return scep::carry(profile, *of, issued, passphrase, how);
}

}  // namespace

ScepDesk::ScepDesk(CheckServices services, QWidget* parent)
    : QWidget(parent)
    , m_run(new ScepRun(std::move(services), this))
    , m_back(new QPushButton(icon(u"go-back"_s), {}, this))
    , m_title(new QLabel(this))
    , m_input(new ScepInput(this))
    , m_result(new ScepResult(this))
    , m_messages(new MessageArea(this))
    , m_identity(new IdentityOffer(this))
{
    makeAdoption();
    makeLayout();
    setBack({});
    connect(m_back, &QPushButton::clicked, this, &ScepDesk::backAsked);
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
    m_adopt = new QPushButton(tr("Put into the &Profile"), m_adoption);
    m_adoptText = new HintLabel({}, m_adoption);
    auto* row = new QHBoxLayout(m_adoption);
    row->setContentsMargins({});
    row->addWidget(m_adopt, 0, Qt::AlignTop);
    row->addWidget(m_adoptText, 1);
    m_adoption->hide();
}

void ScepDesk::makeLayout()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    auto* content = new QWidget;
    auto* head = new QHBoxLayout;
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    m_identity->hide();
    m_result->addAction(m_adoption);
    auto* column = new QVBoxLayout(content);
    const int gap = fontMetrics().height();
    column->setContentsMargins(gap, gap / 2, gap, gap / 2);
    column->setSpacing(gap / 2);
    column->addLayout(head);
    column->addWidget(m_input);
    column->addWidget(m_messages);
    column->addWidget(m_identity);
    column->addWidget(m_result);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addWidget(scroll);
}

void ScepDesk::setBack(const QString& text)
{
    m_back->setVisible(!text.isEmpty());
    m_back->setText(text);
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
}

void ScepDesk::focusFirst() { m_input->focusFirst(); }

void ScepDesk::begin(const QString& title)
{
    m_run->cancel();
    m_input->setUnderWay(false);
    m_input->tell(Tone::Info, {});
    m_title->setText(title);
    m_messages->clear();
    m_result->begin();
    m_adoption->hide();
    m_issued.reset();
    m_identity->hide();
}

void ScepDesk::showServer(const QUrl& url)
{
    if (m_isOfPayload || !url.isEmpty() || m_title->text().isEmpty())
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
    const bool isSame =
        m_isOfPayload && m_document == &document && m_payload == payload && m_payloadUuid == uuid;
    if (!isSame) {
        const QString name = shown == payloads.end() ? QString() : shown->displayName;
        begin(name.isEmpty() ? tr("SCEP server of the profile") : tr("SCEP server of “%1”").arg(name));
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

const profile::Payload* ScepDesk::payload() const
{
    if (!m_document)
        return nullptr;
    const auto& payloads = m_document->profile().payloads();
    const auto isMeant = [this](const profile::Payload& one) {
        return one.type == scepType && one.uuid == m_payloadUuid;
    };
    const auto found = std::find_if(payloads.begin(), payloads.end(), [&](const profile::Payload& one) {
        return one.path == m_payload && isMeant(one);
    });
    if (found != payloads.end())
        return &*found;
    // It may have been moved; without a UUID nobody can tell.
    const auto moved = std::find_if(payloads.begin(), payloads.end(), isMeant);
    return m_payloadUuid.isEmpty() || moved == payloads.end() ? nullptr : &*moved;
}

void ScepDesk::probe() { ask(ScepQuestion::Reach::Probe); }

void ScepDesk::dryRun() { ask(ScepQuestion::Reach::DryRun); }

void ScepDesk::issue() { ask(ScepQuestion::Reach::Issue); }

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
            return m_input->tell(Tone::Error, url.error().message);
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
    m_input->setUnderWay(false);
    m_input->tell(Tone::Info, {});
    m_result->show(answer, m_subject);
    if (answer.report.issued) {
        m_issued = answer.report.issued;
        m_identity->show(*m_issued);
    }
    const bool isReady = answer.report.outcome == scep::Outcome::WouldEnroll && !answer.report.failure;
    if (m_reach == ScepQuestion::Reach::DryRun && isReady)
        offerIssue();
    refresh();
    emit shown();
}

void ScepDesk::offerIssue()
{
    m_messages->show(
        u"issue"_s,
        {Tone::Warning,
         tr("Stopped before the request. Sending it means: the server issues a certificate, and a "
            "one-time challenge is spent; the profile then needs a new one"),
         {{tr("Issue a Certificate…"), [this] {
               issue();
           }}}});
}

void ScepDesk::refresh()
{
    const profile::Payload* of = payload();
    if (m_isOfPayload)
        m_input->setPayload(of ? serverText(*of) : tr("The SCEP payload is no longer in the profile"));
    if (m_issued)
        m_identity->setObstacle(of ? QString() : tr("The SCEP payload is no longer in the profile"));
    refreshAdoption();
}

std::vector<plist::Edit> ScepDesk::adoption() const
{
    const profile::Payload* of = payload();
    return of ? scep::adopt(m_document->profile(), *of, m_result->answer().report.certificates, m_defaults)
              : std::vector<plist::Edit>();
}

QString ScepDesk::adoptionObstacle(const std::vector<plist::Edit>& edits) const
{
    if (!m_isOfPayload)
        return tr(
            "To put the certificates into a profile, probe the server from the form of its SCEP payload");
    if (!payload())
        return tr("The SCEP payload is no longer in the profile");
    const plist::Edit* fingerprint = fingerprintIn(edits);
    if (!fingerprint)
        return tr("The server showed no certificates that could be put into the profile");
    const plist::Value* now = m_document->root().at(fingerprint->path);
    if (edits.size() == 1 && now && *now == *fingerprint->value)
        return tr("The profile has this fingerprint and these CA certificates already");
    return {};
}

void ScepDesk::refreshAdoption()
{
    const ScepAnswer& answer = m_result->answer();
    m_adoption->setVisible(answer.wasAsked);
    if (!answer.wasAsked)
        return;
    const std::vector<plist::Edit> edits = adoption();
    const QString obstacle = adoptionObstacle(edits);
    QString text = obstacle;
    if (obstacle.isEmpty()) {
        const auto* digest = fingerprintIn(edits)->value->as<QByteArray>();
        text = tr("Fingerprint (SHA-1) %1 and %n CA certificate(s) that the profile does not have. Compare "
                  "it with "
                  "what the operator of the CA says",
                  nullptr, static_cast<int>(edits.size()) - 1)
                   .arg(x509::hexWithColons(digest ? *digest : QByteArray()));
    }
    m_adopt->setEnabled(obstacle.isEmpty());
    m_adopt->setAccessibleDescription(text);
    m_adoptText->setText(text);
}

void ScepDesk::apply(const QString& text, const std::vector<plist::Edit>& edits, const QString& done)
{
    const auto applied = m_document->apply(text, edits);
    if (!applied)
        return m_messages->show(u"done"_s, {Tone::Error, applied.error().message});
    m_messages->show(u"done"_s, {Tone::Good, done, {{tr("Undo"), [this] {
                                                         if (m_document)
                                                             m_document->undoStack()->undo();
                                                     }}}});
}

void ScepDesk::adopt()
{
    const std::vector<plist::Edit> edits = adoption();
    if (!adoptionObstacle(edits).isEmpty())
        return refreshAdoption();
    apply(tr("Put the SCEP server's CA into the profile"), edits,
          tr("The profile has the fingerprint and the CA certificates now"));
}

void ScepDesk::putIdentity()
{
    const profile::Payload* of = payload();
    if (!of || !m_issued)
        return refresh();
    scep::CarryOptions how;
    how.placement = m_identity->placement();
    how.passphraseIn = m_identity->passphraseIn();
    how.defaults = m_defaults;
    if (m_os.isExplicit && trust::generationOf(m_os).majorVersion() >= modernPkcs12)
        how.target = x509::Pkcs12Target::Modern;
    m_identity->setEnabled(false);
    // Deriving the key from the passphrase takes its time.
    runThen(
        this,
        [root = m_document->root(), place = of->path, issued = *m_issued, how,
         passphrase = std::make_shared<const base::Secret>(m_identity->passphrase())](
            const std::stop_token&) { return carried(root, place, issued, *passphrase, how); },
        [this, document = m_document, step = m_document->undoStack()->index(),
         placement = how.placement](const base::Result<std::vector<plist::Edit>>& edits) {
            m_identity->setEnabled(true);
            if (!document || document != m_document)
                return;
            if (step != document->undoStack()->index())
                return m_messages->show(
                    u"done"_s, {Tone::Error, tr("The profile was changed meanwhile: try once more")});
            putEdits(edits, placement);
        });
}

void ScepDesk::putEdits(const base::Result<std::vector<plist::Edit>>& edits, scep::Placement placement)
{
    if (!edits)
        return m_messages->show(u"done"_s, {Tone::Error, edits.error().message});
    apply(
        tr("Put the issued identity into the profile"), *edits,
        placement == scep::Placement::Replace
            ? tr(
                "The identity stands in place of the SCEP payload now; saved, the file holds its private key")
            : tr("The identity stands beside the SCEP payload now; saved, the file holds its private key"));
    refresh();
}

}  // namespace ui
