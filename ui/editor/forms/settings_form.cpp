// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/settings_form.h"

#include "core/profile/profile.h"
#include "ui/document/profile_document.h"
#include "ui/editor/fields/check_list_field.h"
#include "ui/editor/form_row.h"
#include "ui/editor/forms/payload_field.h"
#include "ui/editor/forms/setting_field.h"
#include "ui/editor/forms/setting_groups.h"
#include "ui/editor/forms/setting_title.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSet>

#include <algorithm>
#include <cstddef>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype maxDepth = 3;
constexpr std::ptrdiff_t filteredFrom = 80;  ///< so many rows are looked through rather than read
constexpr int emsOfLabels = 18;              ///< longer labels wrap, or they would take the editors' room

plist::Path pathOf(const QStringList& keys)
{
    plist::Path path;
    for (const QString& key : keys)
        path = path / plist::Path::Step(key);
    return path;
}

bool isDictionary(const schema::Key& key)
{
    return key.types == QStringList{u"dictionary"_s} && key.name != u"*"_s && !key.name.isEmpty();
}

bool hasRow(const schema::Key& key) { return std::unique_ptr<Field>(makeSettingField(key, {})) != nullptr; }

}  // namespace

bool SettingsForm::canShow(const schema::Payload& definition)
{
    return std::any_of(definition.keys.begin(), definition.keys.end(), [](const schema::Key& key) {
        return isDictionary(key) ? std::any_of(key.subkeys.begin(), key.subkeys.end(), hasRow) : hasRow(key);
    });
}

SettingsForm::SettingsForm(ProfileDocument& document,
                           const schema::Store& store,
                           const plist::Path& path,
                           const schema::Payload& definition,
                           QWidget* parent)
    : RowForm(document, store, path, parent)
    , m_definition(definition)
{
    collect(definition.keys, {});
    const auto flat = std::count_if(m_settings.begin(), m_settings.end(),
                                    [](const Setting& setting) { return setting.keys.size() == 1; });
    if (flat >= filteredFrom)
        addFilter();
    addGroups();
    addRest();
    addPayloadSection(tr("Display name"), Section::Fold::Closed);
    std::vector<plist::Path> dictionaries{{}};
    for (const QStringList& keys : m_dictionaries)
        dictionaries.push_back(pathOf(keys));
    addOtherKeys(tr("Other keys in this payload"), dictionaries);
    finish();
    unfoldWhatIsSet();
}

void SettingsForm::collect(const std::vector<schema::Key>& keys, const QStringList& above)
{
    for (const schema::Key& key : keys) {
        const QStringList path = above + QStringList{key.name};
        if (!isDictionary(key)) {
            m_settings.push_back({path, &key});
            continue;
        }
        // Something else in the place of a dictionary is shown as it is, in the tree.
        const plist::Value* value = document().root().at(at(pathOf(path)));
        const bool isOther = value && value->type() != plist::Type::Dict;
        const bool hasRows = std::any_of(key.subkeys.begin(), key.subkeys.end(), hasRow);
        if (isOther || path.size() > maxDepth || !hasRows)
            continue;
        m_dictionaries.push_back(path);
        collect(key.subkeys, path);
    }
}

void SettingsForm::addGroups()
{
    for (const SettingGroup& group : settingGroups(m_definition.type)) {
        Section* section =
            addSection(group.title, group.isOpen ? Section::Fold::None : Section::Fold::Closed);
        for (const QString& name : group.settings) {
            for (Setting& setting : m_settings) {
                const QString path = setting.keys.join(u'/');
                if (path == name || (name.endsWith(u'*') && path.startsWith(name.chopped(1))))
                    addSetting(section, setting);
            }
        }
    }
}

void SettingsForm::addRest()
{
    std::vector<QStringList> parents{{}};
    parents.insert(parents.end(), m_dictionaries.begin(), m_dictionaries.end());
    for (const QStringList& parent : parents) {
        std::vector<Setting*> rest;
        for (Setting& setting : m_settings) {
            if (!setting.isPlaced && setting.keys.size() == parent.size() + 1
                && setting.keys.first(parent.size()) == parent && hasRow(*setting.key))
                rest.push_back(&setting);
        }
        if (rest.empty())
            continue;
        std::stable_partition(rest.begin(), rest.end(),
                              [](const Setting* setting) { return setting->key->required; });
        const bool isMain = parent.isEmpty() && m_shown.empty();
        const QString title = parent.isEmpty() && !isMain ? tr("More settings")
                              : isMain                    ? profile::payloadTitle(m_definition.type)
                                                          : titleOf(parent);
        Section* section = addSection(title, isMain ? Section::Fold::None : Section::Fold::Closed);
        if (parent.size() == 1)
            m_parts.insert(parent.front(), section);
        for (Setting* setting : rest)
            addSetting(section, *setting);
    }
}

void SettingsForm::addSetting(Section* section, Setting& setting)
{
    if (setting.isPlaced)
        return;
    const schema::Reference* reference = referenceOf(setting);
    ReferenceTargets targets;
    if (reference)
        targets = [this, reference] {
            return referenceTargets(document().profile(), *reference);
        };
    Field* field = makeSettingField(*setting.key, targets);
    if (!field)
        return;
    setting.isPlaced = true;
    FormRow* row = addRow(section, titleOf(setting, reference), pathOf(setting.keys), field,
                          settingHint(m_definition, *setting.key));
    row->label()->setToolTip(setting.keys.join(u" › "_s));
    const int most = emsOfLabels * fontMetrics().horizontalAdvance(u'M');
    if (row->label()->sizeHint().width() > most) {
        row->label()->setWordWrap(true);
        row->label()->setFixedWidth(most);
    }
    m_shown.emplace_back(section, row);
}

const schema::Reference* SettingsForm::referenceOf(const Setting& setting) const
{
    QStringList path = setting.keys;
    if (setting.key->types.contains(u"array"_s))
        path << u"[]"_s;
    for (const schema::Reference& reference : store().references(m_definition.type)) {
        if (reference.path == path)
            return &reference;
    }
    return nullptr;
}

QString SettingsForm::titleOf(const QStringList& dictionary)
{
    QStringList titles;
    for (const QString& key : dictionary)
        titles << settingTitle(key);
    return titles.join(u" – "_s);
}

QString SettingsForm::titleOf(const Setting& setting, const schema::Reference* reference) const
{
    const bool isCertificate = setting.key->name == u"PayloadCertificateUUID" && reference
                               && !reference->targets.isEmpty()
                               && !store().isIdentityType(reference->targets.front());
    return isCertificate ? tr("Certificate") : settingTitle(setting.key->name);
}

void SettingsForm::addFilter()
{
    auto* bar = new QWidget;
    m_filter = new QLineEdit(bar);
    m_filter->setPlaceholderText(tr("Filter by name or key"));
    m_filter->setAccessibleName(tr("Filter settings"));
    m_filter->setClearButtonEnabled(true);
    m_setOnly = new QCheckBox(tr("Only what is set"), bar);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_setOnly);
    addSection({})->addWide(bar);
    connect(m_filter, &QLineEdit::textChanged, this, &SettingsForm::filter);
    connect(m_setOnly, &QCheckBox::toggled, this, &SettingsForm::filter);
}

void SettingsForm::filter()
{
    const QString text = m_filter->text().trimmed();
    QSet<Section*> found;
    QSet<Section*> all;
    for (const auto& [section, row] : m_shown) {
        const bool isFound = row->name().contains(text, Qt::CaseInsensitive)
                             || row->path().lastKey().contains(text, Qt::CaseInsensitive);
        const bool isShown = isFound && (!m_setOnly->isChecked() || document().root().at(row->path()));
        row->setShown(isShown);
        all.insert(section);
        if (isShown)
            found.insert(section);
    }
    for (Section* section : all) {
        section->setVisible(found.contains(section));
        if (!text.isEmpty() && found.contains(section))
            section->unfold();
    }
}

bool SettingsForm::showField(const plist::Path& path)
{
    // What is to be shown must not be filtered away.
    if (m_filter && path.startsWith(this->path())) {
        m_filter->clear();
        m_setOnly->setChecked(false);
    }
    return RowForm::showField(path);
}

void SettingsForm::unfoldWhatIsSet()
{
    for (const auto& [section, row] : m_shown) {
        if (document().root().at(row->path()))
            section->unfold();
    }
}

void SettingsForm::unfoldWhatIsChosen()
{
    // A type that has a dictionary of its name, as that of a VPN, leads to its settings.
    for (const auto& [section, row] : m_shown) {
        const plist::Value* value = document().root().at(row->path());
        const auto* name = value ? value->as<QString>() : nullptr;
        if (!name || !m_parts.contains(*name) || m_chosen.value(row) == *name)
            continue;
        m_chosen.insert(row, *name);
        m_parts.value(*name)->unfold();
    }
}

void SettingsForm::read(const plist::Path& scope)
{
    unfoldWhatIsChosen();
    // What is in the payload the rows have read; what may be named in it lies outside.
    if (scope.startsWith(path()))
        return;
    for (const auto& [section, row] : m_shown) {
        if (auto* one = qobject_cast<PayloadField*>(row->field()))
            one->refresh();
        else if (auto* several = qobject_cast<CheckListField*>(row->field()))
            several->refresh();
    }
}

std::vector<plist::Edit> SettingsForm::completed(std::vector<plist::Edit> edits) const
{
    // A dictionary goes with its last setting: an empty one says something else than none.
    if (edits.size() != 1 || edits.front().kind != plist::Edit::Kind::Remove)
        return edits;
    plist::Path& removed = edits.front().path;
    while (removed.depth() > path().depth() + 1) {
        const plist::Value* parent = document().root().at(removed.parent());
        const auto* dict = parent ? parent->as<plist::Dict>() : nullptr;
        if (!dict || dict->size() != 1)
            break;
        removed = removed.parent();
    }
    return edits;
}

}  // namespace ui
