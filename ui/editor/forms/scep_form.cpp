// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/scep_form.h"

#include "ui/document/profile_document.h"
#include "ui/editor/fields/choice_field.h"
#include "ui/editor/fields/fingerprint_field.h"
#include "ui/editor/fields/key_usage_field.h"
#include "ui/editor/fields/number_field.h"
#include "ui/editor/fields/string_list_field.h"
#include "ui/editor/fields/subject_field.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/form_row.h"

#include <QLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

const QString settingsKey = u"PayloadContent"_s;
constexpr int maxRetries = 100;
constexpr int maxDelaySeconds = 86400;

/// The path of a SCEP setting inside its payload.
plist::Path setting(const char16_t* key) { return plist::Path{settingsKey} / key; }

}  // namespace

ScepForm::ScepForm(ProfileDocument& document,
                   const schema::Store& store,
                   const plist::Path& path,
                   QWidget* parent)
    : RowForm(document, store, path, parent)
{
    addServerRows();
    addRequestRows();
    addRetryRows();
    addMacRows();
    addPayloadSection(tr("Display name"), Section::Fold::Closed);
    addOtherKeys(tr("Other keys in this payload"), {{settingsKey}, {}});
    finish();
}

void ScepForm::addServerRows()
{
    Section* section = addSection(tr("SCEP server"));
    auto* url = new TextField;
    url->setPlaceholder(u"https://scep.example.com/scep"_s);
    auto* probe = new QPushButton(tr("Pro&be Server"), url);
    probe->setAutoDefault(false);
    probe->setToolTip(tr("Asks who the server is and what it can, as a device does; no challenge is spent"));
    url->layout()->addWidget(probe);
    connect(probe, &QPushButton::clicked, this, [this] { emit probeAsked(path()); });
    addRow(section, tr("&URL"), setting(u"URL"), url);
    addRow(section, tr("&Name"), setting(u"Name"), new TextField,
           tr("Tells the server which of its authorities is meant"));
    auto* challenge = new TextField(TextField::Kind::Secret);
    auto* ndes = new QPushButton(tr("NDES…"), challenge);
    ndes->setAutoDefault(false);
    ndes->setToolTip(tr("Gets a challenge from NDES, and says how its server is to be set up"));
    challenge->layout()->addWidget(ndes);
    connect(ndes, &QPushButton::clicked, this, [this] { emit ndesAsked(path()); });
    addRow(section, tr("Cha&llenge"), setting(u"Challenge"), challenge,
           tr("Not set, the device asks for it"));
    m_fingerprint = new FingerprintField([this] { return certificatesIn(this->document().profile()); });
    addRow(
        section, tr("Finge&rprint"), setting(u"CAFingerprint"), m_fingerprint,
        tr("Of the authority's certificate; the device checks the server's answer against it. SHA-256 needs "
           "iOS 16 or macOS 13"));
}

void ScepForm::addRequestRows()
{
    Section* section = addSection(tr("Certificate request"));
    addRow(section, tr("&Subject"), setting(u"Subject"), new SubjectField);
    const plist::Path names = setting(u"SubjectAltName");
    addRow(section, tr("RFC 822 Na&me"), names / u"rfc822Name", new StringListField);
    addRow(section, tr("&DNS Name"), names / u"dNSName", new StringListField);
    addRow(section, tr("UR&I"), names / u"uniformResourceIdentifier", new StringListField);
    addRow(section, tr("NT Princip&al Name"), names / u"ntPrincipalName", new TextField);
    addRow(section, tr("&Key Size"), setting(u"Keysize"),
           new ChoiceField({{u"1024"_s, plist::Value(1024)},
                            {u"2048"_s, plist::Value(2048)},
                            {u"4096"_s, plist::Value(4096)}},
                           {}),
           tr("In bits"));
    addRow(section, tr("Key Type"), setting(u"Key Type"),
           new ChoiceField({{u"RSA"_s, plist::Value(u"RSA"_s)}}, {}));
    addRow(section, tr("Key Usage"), setting(u"Key Usage"), new KeyUsageField);
}

void ScepForm::addRetryRows()
{
    Section* section = addSection(tr("When the authority lets the request wait"));
    auto* retries = new NumberField(0, maxRetries);
    retries->setPlaceholder(tr("3 if not set"));
    addRow(section, tr("Re&tries"), setting(u"Retries"), retries);
    auto* delay = new NumberField(0, maxDelaySeconds, tr("seconds"));
    delay->setPlaceholder(tr("10 if not set"));
    addRow(section, tr("Retry Dela&y"), setting(u"RetryDelay"), delay);
}

void ScepForm::addMacRows()
{
    Section* section = addSection(tr("macOS"), Section::Fold::Open);
    addRow(section, tr("Key is e&xtractable"), setting(u"KeyIsExtractable"),
           new ChoiceField(yesAndNo(), tr("Not set (yes)")),
           tr("Whether the private key may leave the keychain"));
    addRow(section, tr("Allow all apps access"), setting(u"AllowAllAppsAccess"),
           new ChoiceField(yesAndNo(), tr("Not set (no)")),
           tr("Whether every app may use the private key without asking"));
}

void ScepForm::read(const plist::Path& scope)
{
    // A certificate added or removed elsewhere may be the one the fingerprint is of.
    if (!scope.startsWith(path()))
        m_fingerprint->describe();
}

std::vector<plist::Edit> ScepForm::completed(std::vector<plist::Edit> edits) const
{
    pruneAlternativeNames(edits);
    const plist::Path settings = at({settingsKey});
    const bool isSetting = std::any_of(edits.begin(), edits.end(), [&](const plist::Edit& edit) {
        return edit.path.startsWith(settings) && edit.path != settings;
    });
    if (!isSetting)
        return edits;
    const plist::Value* now = document().root().at(settings);
    const auto* dict = now ? now->as<plist::Dict>() : nullptr;
    const auto add = [&](const char16_t* key, const plist::Value& value) {
        const plist::Path path = settings / key;
        const bool isEdited = std::any_of(edits.begin(), edits.end(),
                                          [&](const plist::Edit& edit) { return edit.path == path; });
        if (!isEdited && !(dict && dict->contains(key)))
            edits.push_back(plist::Edit::set(path, value));
    };
    add(u"Keysize", plist::Value(2048));
    add(u"Key Type", plist::Value(u"RSA"_s));
    // What a device takes when there is nothing, so that writing it changes nothing.
    add(u"Key Usage", plist::Value(KeyUsageField::digitalSignature));
    return edits;
}

void ScepForm::pruneAlternativeNames(std::vector<plist::Edit>& edits) const
{
    const plist::Path names = at(setting(u"SubjectAltName"));
    const plist::Value* value = document().root().at(names);
    const auto* dict = value ? value->as<plist::Dict>() : nullptr;
    if (!dict || dict->size() != 1 || edits.size() != 1)
        return;
    plist::Edit& edit = edits.front();
    if (edit.kind == plist::Edit::Kind::Remove && edit.path.parent() == names)
        edit.path = names;
}

}  // namespace ui
