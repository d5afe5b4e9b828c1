// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/forms/row_form.h"

#include <QHash>
#include <QStringList>

#include <utility>
#include <vector>

class QCheckBox;
class QLineEdit;

namespace ui {

/// A payload whose definition is known: a row for every setting that a row can show, what a row cannot show
/// in the tree of other keys.
class SettingsForm : public RowForm
{
    Q_OBJECT

public:
    /// Whether a row can show any setting of `definition`.
    [[nodiscard]] static bool canShow(const schema::Payload& definition);

    SettingsForm(ProfileDocument& document,
                 const schema::Store& store,
                 const plist::Path& path,
                 const schema::Payload& definition,
                 QWidget* parent);

    [[nodiscard]] bool showField(const plist::Path& path) override;

protected:
    void read(const plist::Path& scope) override;
    [[nodiscard]] std::vector<plist::Edit> completed(std::vector<plist::Edit> edits) const override;

private:
    struct Setting
    {
        QStringList keys;  ///< from the payload down
        const schema::Key* key;
        bool isPlaced = false;
    };

    void collect(const std::vector<schema::Key>& keys, const QStringList& above);
    void addGroups();
    void addRest();
    void addSetting(Section* section, Setting& setting);
    void addFilter();
    void filter();
    void unfoldWhatIsSet();
    void unfoldWhatIsChosen();
    [[nodiscard]] const schema::Reference* referenceOf(const Setting& setting) const;
    [[nodiscard]] static QString titleOf(const QStringList& dictionary);
    [[nodiscard]] QString titleOf(const Setting& setting, const schema::Reference* reference) const;

    const schema::Payload& m_definition;
    std::vector<Setting> m_settings;
    std::vector<QStringList> m_dictionaries;  ///< whose entries have rows, the payload's own first
    std::vector<std::pair<Section*, FormRow*>> m_shown;
    QHash<QString, Section*> m_parts;   ///< by the dictionary's key
    QHash<FormRow*, QString> m_chosen;  ///< what a part was unfolded for
    QLineEdit* m_filter = nullptr;      ///< null where there are few rows
    QCheckBox* m_setOnly = nullptr;
};

}  // namespace ui
