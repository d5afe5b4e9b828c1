// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/context.h"
#include "ui/document/profile_document.h"
#include "ui/editor/message_area.h"
#include "ui/scep/identity_offer.h"
#include "ui/scep/scep_desk.h"
#include "ui/scep/scep_result.h"
#include "ui/task.h"

#include <QLabel>
#include <QPushButton>

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

/// What putting it in comes to.
QString adoptionText(const std::vector<plist::Edit>& edits)
{
    const auto* digest = fingerprintIn(edits)->value->as<QByteArray>();
    const QString digits = x509::hexWithColons(digest ? *digest : QByteArray());
    const auto count = static_cast<int>(edits.size()) - 1;
    if (count == 0)
        return ScepDesk::tr(
                   "Puts in the fingerprint (SHA-1) %1. Compare it with what the operator of the CA says")
            .arg(digits);
    if (count == 1)
        return ScepDesk::tr(
                   "Puts in the fingerprint (SHA-1) %1 and 1 CA certificate. Compare it with what the "
                   "operator of the CA says")
            .arg(digits);
    return ScepDesk::tr("Puts in the fingerprint (SHA-1) %1 and %n CA certificates. Compare it with what the "
                        "operator of the CA says",
                        nullptr, count)
        .arg(digits);
}

/// The PKCS #12 file among the edits that put an identity into a profile.
QByteArray identityIn(const std::vector<plist::Edit>& edits)
{
    for (const plist::Edit& edit : edits) {
        const auto* file = edit.value ? edit.value->as<QByteArray>() : nullptr;
        const auto* payload = edit.value ? edit.value->as<plist::Dict>() : nullptr;
        if (payload)
            file = payload->get<QByteArray>(u"PayloadContent");
        if (file)
            return *file;
    }
    return {};
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

std::optional<plist::Path> ScepDesk::payloadPath() const
{
    const profile::Payload* of = payload();
    return of ? std::optional(of->path) : std::nullopt;
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
            "To put the certificates into a profile, choose a SCEP payload of the open profile at the top of "
            "this page");
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
    const QString text = obstacle.isEmpty() ? adoptionText(edits) : obstacle;
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

bool ScepDesk::isIdentityInProfile() const
{
    if (!m_document || m_carried.isEmpty())
        return false;
    const auto& payloads = m_document->profile().payloads();
    return std::any_of(payloads.begin(), payloads.end(), [this](const profile::Payload& one) {
        const auto* file = one.dict->get<QByteArray>(u"PayloadContent");
        return file && *file == m_carried;
    });
}

bool ScepDesk::holdsIdentity() const { return m_issued && !isIdentityInProfile(); }

void ScepDesk::discardIdentity()
{
    m_issued.reset();
    m_identity->hide();
    emit identityChanged();
}

QString ScepDesk::identityObstacle() const
{
    if (isIdentityInProfile())
        return tr("The identity is in the profile");
    return payload() ? QString() : tr("The SCEP payload is no longer in the profile");
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
    m_carried = identityIn(*edits);
    const QString done =
        placement == scep::Placement::Replace
            ? tr(
                "The identity stands in place of the SCEP payload now; saved, the file holds its private key")
            : tr("The identity stands beside the SCEP payload now; saved, the file holds its private key");
    apply(tr("Put the issued identity into the profile"), *edits, done);
    refresh();
}

}  // namespace ui
