// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_form.h"

#include "core/base/save_file.h"
#include "core/profile/profile.h"
#include "core/x509/bundle.h"
#include "ui/document/profile_document.h"
#include "ui/editor/fields/choice_field.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/form_row.h"
#include "ui/editor/forms/certificate_card.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/forms/file_dialog.h"
#include "ui/editor/forms/identity_panel.h"
#include "ui/editor/message_area.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

const QString passwordKey = u"Password"_s;
const QString contentKey = u"PayloadContent"_s;
const QString fileNameKey = u"PayloadCertificateFileName"_s;
const QString nameKey = u"PayloadDisplayName"_s;
constexpr qint64 maxFileBytes = qint64(16) * 1024 * 1024;

std::optional<std::size_t> placeOf(const plist::Dict& dict, const QString& key)
{
    for (std::size_t i = 0; i < dict.size(); ++i) {
        if (dict.entry(i).first == key)
            return i;
    }
    return std::nullopt;
}

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

}  // namespace

CredentialsForm::CredentialsForm(ProfileDocument& document,
                                 const schema::Store& store,
                                 const plist::Path& path,
                                 QWidget* parent)
    : RowForm(document, store, path, parent)
{
    Section* names = addSection(tr("Credential"));
    addRow(names, tr("&Name"), {nameKey}, new TextField);
    addRow(names, tr("F&ile name"), {fileNameKey}, new TextField,
           tr("Tells people where it came from; a device does without"));
    // Above what it reveals, so that it stays where it is while it is typed.
    if (isIdentity())
        addPassphrase();
    addContent();
    if (isIdentity())
        addMacRows();
    Section* payload = addSection(tr("Payload"), Section::Fold::Closed);
    addPayloadRows(payload);
    addOtherKeys(tr("Other keys in this payload"), {{}});
    finish();
}

bool CredentialsForm::isIdentity() const
{
    const auto* type = dict() ? dict()->get<QString>(u"PayloadType") : nullptr;
    return type && *type == pkcs12Type;
}

void CredentialsForm::addContent()
{
    Section* section = addSection(isIdentity() ? tr("Identity") : tr("Certificate"));
    auto* content = new QWidget;
    m_cards = new QVBoxLayout;
    m_type = new HintLabel({}, content);
    m_problem = new QLabel(content);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto* replace = new QToolButton(content);
    replace->setText(tr("Replace…"));
    replace->setFocusPolicy(Qt::TabFocus);
    connect(replace, &QToolButton::clicked, this, [this] {
        askForFile(this, tr("Certificate or identity to put in its place"), credentialsFilter(),
                   [this](const QString& path) { replaceBy(path); });
    });
    auto* below = new QHBoxLayout;
    below->addWidget(m_type, 1);
    below->addWidget(replace, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(m_problem);
    layout->addLayout(m_cards);
    if (isIdentity()) {
        m_identity = new IdentityPanel(content);
        layout->addWidget(m_identity);
        connect(m_identity, &IdentityPanel::exportAsked, this, &CredentialsForm::exportCertificate);
        connect(m_identity, &IdentityPanel::opened, this, &CredentialsForm::offerName);
        connect(m_identity, &IdentityPanel::nameAccepted, this, [this](const QString& name) {
            apply(tr("Change %1").arg(tr("Name")), {plist::Edit::set(at({nameKey}), plist::Value(name))});
        });
        connect(m_identity, &IdentityPanel::reencoded, this, [this](const QByteArray& bytes) {
            apply(tr("Re-encode for all devices"), {plist::Edit::set(at({contentKey}), plist::Value(bytes))});
        });
    }
    layout->addLayout(below);
    section->addWide(content);
    addManualRow(section, {}, {contentKey}, new TextField)->setShown(false);
}

void CredentialsForm::addPassphrase()
{
    m_passphraseSection = addSection(tr("Passphrase"));
    m_passphrase = new TextField(TextField::Kind::Secret);
    m_passphraseRow = addManualRow(m_passphraseSection, tr("Pa&ssphrase"), {passwordKey}, m_passphrase);
    connect(m_passphrase, &Field::edited, this, &CredentialsForm::takePassphrase);
    m_include = new QCheckBox(tr("Include the passphrase in the profile"));
    connect(m_include, &QCheckBox::toggled, this, &CredentialsForm::includePassphrase);
    m_passphraseSection->addBelow(m_include);
}

void CredentialsForm::addMacRows()
{
    m_macSection = addSection(tr("macOS"));
    addRow(m_macSection, tr("Key is e&xtractable"), {u"KeyIsExtractable"_s},
           new ChoiceField(yesAndNo(), tr("Not set (yes)")),
           tr("Whether the private key may leave the keychain"));
    addRow(m_macSection, tr("Allow &all apps access"), {u"AllowAllAppsAccess"_s},
           new ChoiceField(yesAndNo(), tr("Not set (no)")),
           tr("Whether every app may use the private key without asking"));
}

QString CredentialsForm::storedPassphrase() const
{
    const auto* password = dict()->get<QString>(passwordKey);
    return password ? *password : QString();
}

void CredentialsForm::read(const plist::Path& scope)
{
    if (!scope.startsWith(path()) && !path().startsWith(scope))
        return;
    const auto* type = dict()->get<QString>(u"PayloadType");
    m_type->setText(tr("Payload type: %1").arg(type ? *type : tr("none")));
    if (m_include) {
        const bool isIncluded = dict()->contains(passwordKey);
        const plist::Value shown(isIncluded ? storedPassphrase() : m_typed);
        m_passphrase->setValue(&shown);
        m_awaitsPassphrase = m_awaitsPassphrase && !isIncluded && m_typed.isEmpty();
        const QSignalBlocker blocker(m_include);
        const bool isTicked = isIncluded || m_awaitsPassphrase;
        m_include->setChecked(isTicked);
        m_passphraseRow->setHint(
            isTicked ? tr("Readable by anyone who has the file: with it goes the private key")
                     : tr("Used here only, to look inside; the device asks whoever installs it"));
    }
    showContent(credentialBytes(*dict()));
}

void CredentialsForm::showContent(const QByteArray& bytes)
{
    if (m_identity) {
        m_identity->show(bytes, dict()->contains(passwordKey) ? storedPassphrase() : m_typed);
        offerName();
        say(bytes.isEmpty() ? tr("There is no PKCS #12 file in this payload") : QString());
        return;
    }
    if (m_isShown && bytes == m_bytes)
        return;
    m_bytes = bytes;
    m_isShown = true;
    showCertificates(bytes);
}

void CredentialsForm::showCertificates(const QByteArray& bytes)
{
    empty(m_cards);
    const plist::Value* content = dict()->find(contentKey);
    if (!content) {
        say(tr("There is no certificate in this payload"));
        return;
    }
    if (const auto* raw = content->as<plist::Raw>()) {
        say(tr("A placeholder stands where the certificate belongs: %1").arg(raw->text));
        return;
    }
    const auto certificates = x509::readCertificates(bytes);
    if (!certificates) {
        say(certificates.error().message);
        return;
    }
    say(content->as<QString>() ? tr("The certificate stands in the file as text; a device expects data")
                               : QString());
    for (const x509::Certificate& certificate : *certificates) {
        auto* card = new CertificateCard(certificate, QDateTime::currentDateTimeUtc(), this);
        connect(card, &CertificateCard::exportAsked, this,
                [this, certificate] { exportCertificate(certificate); });
        m_cards->addWidget(card);
    }
}

void CredentialsForm::offerName()
{
    const auto* name = dict()->get<QString>(nameKey);
    const auto* fileName = dict()->get<QString>(fileNameKey);
    const bool isDefault = !name || name->isEmpty() || *name == defaultIdentityName({})
                           || (fileName && *name == defaultIdentityName(*fileName));
    const QString inside = m_identity->identityName();
    m_identity->offerName(isDefault && !(name && *name == inside) ? inside : QString());
}

void CredentialsForm::includePassphrase(bool isIncluded)
{
    if (isIncluded) {
        m_awaitsPassphrase = m_typed.isEmpty();
        if (!m_typed.isEmpty())
            apply(tr("Include the passphrase"), {plist::Edit::set(at({passwordKey}), plist::Value(m_typed))});
        return;
    }
    m_awaitsPassphrase = false;
    m_typed = storedPassphrase();
    if (dict()->contains(passwordKey))
        apply(tr("Leave out the passphrase"), {plist::Edit::remove(at({passwordKey}))});
}

void CredentialsForm::takePassphrase(const std::vector<plist::Edit>& edits)
{
    const plist::Edit& edit = edits.front();
    m_typed = edit.value ? *edit.value->as<QString>() : QString();
    if (!m_include->isChecked()) {
        m_identity->show(credentialBytes(*dict()), m_typed);
        return;
    }
    // An empty one is none that anybody set; what is typed next goes into the file again.
    m_awaitsPassphrase = m_typed.isEmpty();
    const plist::Path path = at({passwordKey});
    const std::optional<std::size_t> place = placeOf(*dict(), passwordKey);
    if (m_typed.isEmpty() && !place)
        return;
    if (m_typed.isEmpty())
        m_passphrasePlace = place;
    const std::size_t newPlace = std::min(m_passphrasePlace.value_or(dict()->size()), dict()->size());
    apply(tr("Change %1").arg(m_passphraseRow->name()),
          {m_typed.isEmpty() ? plist::Edit::remove(path)
           : place           ? plist::Edit::set(path, plist::Value(m_typed))
                             : plist::Edit::insert(path, plist::Value(m_typed), newPlace)},
          qHash(passwordKey));
}

void CredentialsForm::replaceBy(const QString& filePath)
{
    const QString name = QFileInfo(filePath).fileName();
    const auto bytes = base::loadFile(filePath, maxFileBytes);
    if (!bytes) {
        say(bytes.error().message);
        return;
    }
    // Against an empty profile: that the same certificate is there already is no obstacle here.
    const ImportPlan plan = planImport({{name, *bytes}}, profile::Profile(plist::Value()));
    if (plan.credentials.size() != 1) {
        say(plan.problems.isEmpty()
                ? tr("%1 holds several certificates; add it as new payloads instead").arg(name)
                : plan.problems.join(u'\n'));
        return;
    }
    const NewCredential& credential = plan.credentials.front();
    std::vector<plist::Edit> edits{
        plist::Edit::set(at({contentKey}), plist::Value(credential.content)),
        plist::Edit::set(at({fileNameKey}), plist::Value(credential.fileName)),
        plist::Edit::set(at({u"PayloadType"_s}), plist::Value(credential.type)),
    };
    const bool isPassphraseOrphaned = credential.type != pkcs12Type && dict()->contains(passwordKey);
    if (isPassphraseOrphaned)
        edits.push_back(plist::Edit::remove(at({passwordKey})));
    if (!apply(tr("Replace certificate"), edits) || plan.keys.empty())
        return;
    // Another payload type takes this form away, so it is told above.
    if (auto* area = window()->findChild<MessageArea*>())
        area->show(u"credentials"_s, {Tone::Warning, whatWasLeftOut(plan.keys.front())});
    else
        say(whatWasLeftOut(plan.keys.front()));
}

void CredentialsForm::exportCertificate(const x509::Certificate& certificate)
{
    askWhereToSave(this, tr("Export certificate"), tr("DER (*.cer);;PEM (*.pem)"),
                   certificate.displayName().replace(u'/', u'-') + u".cer"_s,
                   [this, certificate](const QString& path) {
                       const bool isPem = path.endsWith(u".pem"_s, Qt::CaseInsensitive);
                       const auto saved = base::saveFile(path, isPem ? certificate.pem() : certificate.der());
                       say(saved ? QString() : saved.error().message);
                   });
}

void CredentialsForm::say(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

}  // namespace ui
