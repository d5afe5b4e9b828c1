// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/generic_form.h"

#include "core/profile/profile.h"
#include "ui/editor/fields/text_field.h"

using namespace Qt::Literals::StringLiterals;

namespace ui {

GenericForm::GenericForm(ProfileDocument& document,
                         const schema::Store& store,
                         const plist::Path& path,
                         QWidget* parent)
    : RowForm(document, store, path, parent)
{
    const auto* type = dict() ? dict()->get<QString>(u"PayloadType") : nullptr;
    addPayloadSection(tr("&Name"), Section::Fold::None);
    addSettings(type ? profile::payloadTitle(*type) : tr("Settings"));
    finish();
}

}  // namespace ui
