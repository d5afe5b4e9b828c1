// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ndes/ndes_desk.h"

#include "ui/document/profile_document.h"
#include "ui/editor/message_area.h"
#include "ui/ndes/address_panel.h"
#include "ui/ndes/challenge_card.h"
#include "ui/ndes/challenge_source.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/ndes/ndes_payload.h"
#include "ui/ndes/recipe_input.h"
#include "ui/ndes/recipe_page.h"
#include "ui/ndes/sid_panel.h"
#include "ui/widgets/payload_choice.h"

#include <QScrollArea>
#include <QTabWidget>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

NdesDesk::NdesDesk(std::function<QDateTime()> now, QWidget* parent)
    : ToolPage(tr("NDES"), parent)
    , m_now(std::move(now))
    , m_payload(new NdesPayload(this))
    , m_choice(new PayloadChoice(this))
    , m_addresses(new AddressPanel(this))
    , m_messages(new MessageArea(this))
    , m_tabs(new QTabWidget(this))
    , m_source(new ChallengeSource(m_now, this))
    , m_card(new ChallengeCard(this))
    , m_recipe(new RecipePage(this))
    , m_clock(new QTimer(this))
{
    makeLayout();
    m_card->hide();
    m_clock->setInterval(1s);
    connectParts();
    refresh();
}

void NdesDesk::makeLayout()
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeRoom({m_source, m_card}, m_tabs), tr("Challenge"));
    m_tabs->addTab(makeRoom({m_recipe}, m_tabs), tr("Server settings"));
    keepHeading({m_choice, m_addresses, m_messages}, m_tabs);
}

void NdesDesk::connectParts()
{
    connect(m_payload, &NdesPayload::changed, this, [this] {
        // Its Undo would take back another step than it speaks of.
        m_messages->remove(u"done"_s);
        refresh();
    });
    connect(m_addresses, &AddressPanel::changed, this, [this] {
        m_source->setAddresses(m_addresses->addresses());
        refresh();
    });
    m_source->setAddresses(m_addresses->addresses());
    connect(m_addresses, &AddressPanel::useAsked, this, &NdesDesk::useUrl);
    connect(m_source, &ChallengeSource::found, this, &NdesDesk::took);
    connect(m_card, &ChallengeCard::putAsked, this, &NdesDesk::putChallenge);
    connect(&m_recipe->sid(), &SidPanel::changed, this, &NdesDesk::refresh);
    connect(&m_recipe->sid(), &SidPanel::addAsked, this, &NdesDesk::putSid);
    connect(m_clock, &QTimer::timeout, this, &NdesDesk::tick);
}

void NdesDesk::focusFirst() { m_addresses->focusFirst(); }

void NdesDesk::begin(const QString& title)
{
    m_source->cancel();
    setHeading(title);
    m_messages->clear();
}

void NdesDesk::showServer()
{
    const QString title = tr("NDES challenge and server settings");
    if (heading() != title)
        begin(title);
    m_payload->forget();
}

void NdesDesk::showPayload(ProfileDocument& document, const plist::Path& payload)
{
    const profile::Payload* before = m_payload->payload();
    const bool isSame = m_payload->document() == &document && before && before->path == payload;
    m_payload->set(document, payload);
    const profile::Payload* shown = m_payload->payload();
    const QString name = shown ? shown->displayName : QString();
    if (!isSame) {
        begin(name.isEmpty() ? tr("NDES for the SCEP payload") : tr("NDES for “%1”").arg(name));
        m_url.clear();
    }
    // A URL that names no host yet, as a template has it, leaves the server to be entered.
    if (const QUrl url(m_payload->url()); !m_payload->url().isEmpty() && m_payload->url() != m_url)
        m_addresses->setServer(
            url.isValid() && url.host().isEmpty() ? QString() : url.toDisplayString());  // without a password
    m_url = m_payload->url();
    if (const auto use = m_payload->keyUse())
        m_recipe->input().setKeyUse(*use);
    if (const auto bits = m_payload->keySize())
        m_recipe->input().setKeySize(*bits);
    refresh();
}

std::optional<plist::Path> NdesDesk::payloadPath() const
{
    const profile::Payload* shown = m_payload->payload();
    return shown ? std::optional(shown->path) : std::nullopt;
}

void NdesDesk::forgetDocument()
{
    if (m_payload->document())
        m_source->cancel();
    // What was put into a profile that nobody saved is free again.
    if (m_challenge && m_carrier && !m_isSaved)
        m_challenge->usedIn.clear();
    follow(nullptr);
    m_payload->forget();
    refresh();
}

void NdesDesk::follow(ProfileDocument* carrier)
{
    if (m_carrier == carrier)
        return;
    if (m_carrier)
        m_carrier->disconnect(this);
    m_carrier = carrier;
    if (!carrier)
        return;
    connect(carrier, &ProfileDocument::changed, this, &NdesDesk::refresh);
    connect(carrier, &ProfileDocument::fileChanged, this, &NdesDesk::refresh);
}

void NdesDesk::took(const std::shared_ptr<ndes::Challenge>& challenge)
{
    const bool wasWasted = m_challenge && m_challenge->usedIn.isEmpty() && m_challenge->use == ndes::Use::Once
                           && m_challenge->isUsable(m_now());
    m_challenge = challenge;
    m_isSaved = false;
    follow(nullptr);
    m_card->show(*m_challenge, m_now());
    m_clock->start();
    if (wasWasted)
        m_messages->show(u"slots"_s,
                         {Tone::Info, tr("The challenge before this one was put nowhere, and keeps its slot "
                                         "on the server until it expires")});
    else
        m_messages->remove(u"slots"_s);
    refresh();
    m_card->setFocus();
}

void NdesDesk::tick()
{
    if (m_challenge)
        m_card->refresh(*m_challenge, m_now());
}

QString NdesDesk::challengeText() const
{
    return m_challenge ? QString::fromLatin1(m_challenge->value.bytes()) : QString();
}

void NdesDesk::refreshUse()
{
    if (m_carrier && !m_isSaved) {
        const bool isThere = NdesPayload::has(*m_carrier, challengeText());
        m_challenge->usedIn = isThere ? m_carrier->displayName() : QString();
        m_isSaved = isThere && !m_carrier->isModified() && !m_carrier->filePath().isEmpty();
    }
    const QString& file = m_challenge->usedIn;
    const bool isElsewhere =
        m_challenge->use != ndes::Use::Repeated && m_payload->challenge() != challengeText();
    m_card->setUse(isElsewhere ? Tone::Warning : Tone::Info,
                   file.isEmpty() ? QString()
                   : m_isSaved    ? tr("Used in %1").arg(file)
                                  : tr("Put into %1, which is not saved yet").arg(file));
}

void NdesDesk::refresh()
{
    const QString obstacle = m_payload->obstacle();
    const auto& addresses = m_addresses->addresses();
    const bool isUrlSet = addresses && m_payload->url() == addresses->device.toString();
    m_addresses->setObstacle(obstacle.isEmpty() && isUrlSet ? tr("The payload has this URL") : obstacle);
    if (m_challenge) {
        refreshUse();
        m_card->setObstacle(obstacle.isEmpty() && m_payload->challenge() == challengeText()
                                ? tr("The payload has this challenge")
                                : obstacle);
        m_card->refresh(*m_challenge, m_now());
    }
    SidPanel& sid = m_recipe->sid();
    const bool isSidSet = obstacle.isEmpty() && sid.sid() && m_payload->putSid(*sid.sid()).empty();
    sid.setObstacle(isSidSet ? tr("The payload has this URI") : obstacle);
    refreshKnown();
}

void NdesDesk::refreshKnown()
{
    scep::RequestShape shape;
    QString challenge = challengeText();
    if (challenge.isEmpty())
        challenge = m_payload->challenge();
    if (!challenge.isEmpty())
        shape.challengeLength = static_cast<int>(challenge.size());
    if (const auto& addresses = m_addresses->addresses())
        shape.pathLength = static_cast<int>(addresses->device.path(QUrl::FullyEncoded).size());
    m_recipe->input().setKnown(shape.challengeLength, shape.pathLength);
}

bool NdesDesk::apply(const QString& text, const std::vector<plist::Edit>& edits, const QString& done)
{
    if (edits.empty())
        return false;
    const auto applied = m_payload->document()->apply(text, edits);
    if (!applied) {
        m_messages->show(u"done"_s, {Tone::Error, withHint(applied.error())});
        return false;
    }
    m_messages->show(u"done"_s,
                     {Tone::Good, done, {{tr("Undo"), [this] {
                                              if (ProfileDocument* document = m_payload->document())
                                                  document->undoStack()->undo();
                                          }}}});
    return true;
}

void NdesDesk::useUrl()
{
    if (const auto& addresses = m_addresses->addresses())
        apply(tr("Set the URL of NDES"), m_payload->putUrl(addresses->device.toString()),
              tr("The payload has the address for devices now"));
}

void NdesDesk::putChallenge()
{
    const bool isExpired = m_challenge->state(m_now()) == ndes::Challenge::State::Expired;
    const bool isSpent = !m_challenge->isUsable(m_now());
    const QString usedIn = m_challenge->usedIn;
    const QByteArray thumbprint = m_card->isThumbprintWanted() ? m_challenge->caThumbprint : QByteArray();
    const bool isDone =
        apply(tr("Put the challenge of NDES into the payload"),
              m_payload->putChallenge(challengeText(), thumbprint),
              thumbprint.isEmpty() ? tr("The payload has the challenge now")
                                   : tr("The payload has the challenge and the fingerprint now"));
    if (isDone) {
        follow(m_payload->document());
        refresh();
    }
    if (!isDone || !isSpent)
        return m_messages->remove(u"spent"_s);
    m_messages->show(
        u"spent"_s,
        {Tone::Warning, isExpired
                            ? tr("The challenge has expired: a device that sends it is refused. Get "
                                 "another one")
                            : tr("The challenge is in %1 too: only the first device that sends it gets its "
                                 "certificate. Get another one for this payload")
                                  .arg(usedIn)});
}

void NdesDesk::putSid()
{
    if (const auto& sid = m_recipe->sid().sid())
        apply(tr("Add the SID to the alternative names"), m_payload->putSid(*sid),
              tr("The alternative names of the payload have the SID now"));
}

void NdesDesk::noteExport(const QString& name)
{
    if (!m_challenge || !m_carrier || !NdesPayload::has(*m_carrier, challengeText()))
        return;
    m_isSaved = true;
    m_challenge->usedIn = name;
    refresh();
}

}  // namespace ui
