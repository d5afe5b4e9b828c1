// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/general_form.h"

#include "core/profile/create.h"
#include "ui/document/profile_document.h"
#include "ui/editor/fields/choice_field.h"
#include "ui/editor/fields/date_field.h"
#include "ui/editor/fields/interval_field.h"
#include "ui/editor/fields/text_field.h"
#include "ui/editor/fields/translations_field.h"
#include "ui/editor/form_row.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

const QString removalPasswordType = u"com.apple.profileRemovalPassword"_s;
const QString disallowedKey = u"PayloadRemovalDisallowed"_s;
const QString dateKey = u"RemovalDate"_s;
const QString intervalKey = u"DurationUntilRemoval"_s;
constexpr double proposedSeconds = 30.0 * 86400;

QDateTime inThirtyDays() { return QDateTime(QDate::currentDate().addDays(30), QTime(12, 0)).toUTC(); }

template <class Enum>
plist::Value choice(Enum value)
{
    return {static_cast<int>(value)};
}

}  // namespace

GeneralForm::GeneralForm(ProfileDocument& document, const schema::Store& store, QWidget* parent)
    : RowForm(document, store, {}, parent)
{
    addIdentityRows();
    addRemovalRows();
    addPlatformRows();
    // A request for enrolment has a dictionary here, which no list of payloads shows.
    const bool hasPayloads = dict() && dict()->get<plist::Array>(u"PayloadContent");
    const QSet<QString> alsoShown = hasPayloads ? QSet<QString>{u"PayloadContent"_s} : QSet<QString>();
    addOtherKeys(tr("Other keys in this profile"), {{}}, alsoShown);
    finish();
}

void GeneralForm::addIdentityRows()
{
    Section* section = addSection(tr("Profile"));
    addRow(section, tr("&Name"), {u"PayloadDisplayName"_s}, new TextField,
           tr("Shown on the device, in the list of profiles"));
    addRow(section, tr("&Identifier"), {u"PayloadIdentifier"_s}, new TextField,
           tr("A profile with the same identifier replaces the one that is installed"));
    addRow(section, tr("Or&ganization"), {u"PayloadOrganization"_s}, new TextField);
    addRow(section, tr("&Description"), {u"PayloadDescription"_s}, new LongTextField);
    addRow(section, tr("Consent &message"), {u"ConsentText"_s, u"default"_s}, new LongTextField,
           tr("Shown before the profile is installed by hand; the person has to agree"));
    addRow(section, tr("Consent in other languages"), {u"ConsentText"_s}, new TranslationsField);
    addRow(section, tr("UUID"), {u"PayloadUUID"_s}, new TextField(TextField::Kind::ReadOnly));
}

void GeneralForm::addRemovalRows()
{
    Section* section = addSection(tr("Security and removal"));
    m_removal = new ChoiceField({{tr("Always"), choice(Removal::Always)},
                                 {tr("With Authorization"), choice(Removal::WithAuthorization)},
                                 {tr("Never"), choice(Removal::Never)}},
                                {});
    m_removalRow = addManualRow(section, tr("Profile can be &removed"), {disallowedKey}, m_removal);
    connect(m_removal, &Field::edited, this, [this](const std::vector<plist::Edit>& edits) {
        chooseRemoval(static_cast<Removal>(*edits.front().value->as<std::int64_t>()));
    });
    m_password = new TextField(TextField::Kind::Secret);
    m_passwordRow = addManualRow(section, tr("A&uthorization password"),
                                 {disallowedKey, u"RemovalPassword"_s}, m_password);
    m_passwordRow->setHint(tr("Readable by anyone who has the file"));
    connect(m_password, &Field::edited, this, &GeneralForm::writePassword);

    m_expiry = new ChoiceField({{tr("Never"), choice(Expiry::Never)},
                                {tr("On date"), choice(Expiry::OnDate)},
                                {tr("After interval"), choice(Expiry::AfterInterval)}},
                               {});
    addManualRow(section, tr("&Automatically remove"), {dateKey}, m_expiry);
    connect(m_expiry, &Field::edited, this, [this](const std::vector<plist::Edit>& edits) {
        chooseExpiry(static_cast<Expiry>(*edits.front().value->as<std::int64_t>()));
    });
    m_dateRow = addRow(section, tr("Removal date"), {dateKey}, new DateField({}, {}));
    m_intervalRow = addRow(section, tr("Removed after"), {intervalKey}, new IntervalField,
                           tr("Counted from the installation"));
    addRow(section, tr("E&xpiration date"), {u"PayloadExpirationDate"_s},
           new DateField(tr("Not set"), tr("On date")),
           tr("From then on the device calls the profile expired; it stays installed"));
}

void GeneralForm::addPlatformRows()
{
    Section* section = addSection(tr("Where it applies"));
    addRow(section, tr("Sc&ope (macOS)"), {u"PayloadScope"_s},
           new ChoiceField({{tr("System"), plist::Value(u"System"_s)}, {tr("User"), plist::Value(u"User"_s)}},
                           tr("Not set")),
           tr("Not set, macOS installs it for the user"));
    addRow(section, tr("&Target device type"), {u"TargetDeviceType"_s},
           new ChoiceField({{tr("Any"), plist::Value(0)},
                            {tr("iPhone or iPad"), plist::Value(1)},
                            {tr("Apple Watch"), plist::Value(2)},
                            {tr("HomePod"), plist::Value(3)},
                            {tr("Apple TV"), plist::Value(4)},
                            {tr("Mac"), plist::Value(5)},
                            {tr("Apple Vision Pro"), plist::Value(6)}},
                           tr("Not set")),
           tr("Set, an iPhone does not ask whether the profile is for its Apple Watch"));
}

void GeneralForm::read(const plist::Path& scope)
{
    Q_UNUSED(scope)
    const Removal removable = removal();
    const plist::Value removalChoice = choice(removable);
    m_removal->setValue(&removalChoice);
    const auto payload = passwordPayload();
    m_passwordRow->setShown(payload.has_value());
    m_password->setValue(payload ? document().root().at(*payload / u"RemovalPassword") : nullptr);
    switch (removable) {
    case Removal::Always: m_removalRow->setHint({}); break;
    case Removal::WithAuthorization:
        m_removalRow->setHint(tr("Only a supervised iPhone or iPad asks for the password; on any other, "
                                 "whoever holds it can remove the profile without"));
        break;
    case Removal::Never:
        m_removalRow->setHint(tr("On an unsupervised iPhone or iPad this has no effect: whoever holds it can "
                                 "always remove the profile"));
        break;
    }
    const plist::Value expiryChoice = choice(expiry());
    m_expiry->setValue(&expiryChoice);
    m_dateRow->setShown(dict()->contains(dateKey));
    m_intervalRow->setShown(dict()->contains(intervalKey));
    m_dateRow->setHint(expiry() == Expiry::Either ? tr("Whichever of date and interval comes first")
                                                  : QString());
}

GeneralForm::Removal GeneralForm::removal() const
{
    if (passwordPayload())
        return Removal::WithAuthorization;
    const bool* isDisallowed = dict()->get<bool>(disallowedKey);
    return isDisallowed && *isDisallowed ? Removal::Never : Removal::Always;
}

GeneralForm::Expiry GeneralForm::expiry() const
{
    const bool hasDate = dict()->contains(dateKey);
    const bool hasInterval = dict()->contains(intervalKey);
    if (hasDate && hasInterval)
        return Expiry::Either;
    return hasDate ? Expiry::OnDate : hasInterval ? Expiry::AfterInterval : Expiry::Never;
}

std::optional<plist::Path> GeneralForm::passwordPayload() const
{
    for (const profile::Payload& payload : document().profile().payloads()) {
        if (payload.type == removalPasswordType)
            return payload.path;
    }
    return {};
}

void GeneralForm::chooseRemoval(Removal removal)
{
    std::vector<plist::Edit> edits;
    const auto payload = passwordPayload();
    if (removal == Removal::WithAuthorization && !payload)
        edits = profile::appendPayload(document().profile(),
                                       profile::newPayload(removalPasswordType, document().profile(), {}));
    else if (removal != Removal::WithAuthorization && payload)
        edits.push_back(plist::Edit::remove(*payload));
    const plist::Value* disallowed = dict()->find(disallowedKey);
    const bool isWanted = removal != Removal::Always;
    if (isWanted && !(disallowed && *disallowed == plist::Value(true)))
        edits.push_back(plist::Edit::set({disallowedKey}, plist::Value(true)));
    else if (!isWanted && disallowed)
        edits.push_back(plist::Edit::remove({disallowedKey}));
    // Written by older tools beside the password; without one it would be wrong.
    if (removal != Removal::WithAuthorization && dict()->contains(u"HasRemovalPasscode"))
        edits.push_back(plist::Edit::remove({u"HasRemovalPasscode"_s}));
    if (!edits.empty())
        apply(tr("Change who can remove the profile"), edits);
}

void GeneralForm::writePassword(const std::vector<plist::Edit>& edits)
{
    const auto payload = passwordPayload();
    if (!payload)
        return;
    std::vector<plist::Edit> placed = edits;
    for (plist::Edit& edit : placed)
        edit.path = *payload / u"RemovalPassword";
    if (edits.front().kind == plist::Edit::Kind::Remove && !document().root().at(placed.front().path))
        return;
    apply(tr("Change %1").arg(m_passwordRow->name()), placed, qHash(removalPasswordType));
}

void GeneralForm::chooseExpiry(Expiry expiry)
{
    std::vector<plist::Edit> edits;
    if (expiry == this->expiry())
        return;
    for (const auto& [key, isKept] : {std::pair(dateKey, expiry == Expiry::OnDate),
                                      std::pair(intervalKey, expiry == Expiry::AfterInterval)}) {
        if (!isKept && dict()->contains(key))
            edits.push_back(plist::Edit::remove({key}));
    }
    if (expiry == Expiry::OnDate && !dict()->contains(dateKey))
        edits.push_back(plist::Edit::set({dateKey}, plist::Value(inThirtyDays())));
    if (expiry == Expiry::AfterInterval && !dict()->contains(intervalKey))
        edits.push_back(plist::Edit::set({intervalKey}, plist::Value(proposedSeconds)));
    apply(tr("Change when the profile is removed"), edits);
}

}  // namespace ui
