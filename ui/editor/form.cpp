// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/form.h"

#include "ui/document/profile_document.h"
#include "ui/editor/forms/credentials_form.h"
#include "ui/editor/forms/credentials_model.h"
#include "ui/editor/forms/general_form.h"
#include "ui/editor/forms/generic_form.h"
#include "ui/editor/forms/scep_form.h"
#include "ui/editor/forms/settings_form.h"

using namespace Qt::Literals::StringLiterals;

namespace ui {

Form* makeForm(ProfileDocument& document,
               const schema::Store& store,
               std::optional<std::size_t> index,
               QWidget* parent)
{
    const auto& payloads = document.profile().payloads();
    if (!index || *index >= payloads.size())
        return new GeneralForm(document, store, parent);
    const profile::Payload& payload = payloads[*index];
    if (payload.type == u"com.apple.security.scep"_s)
        return new ScepForm(document, store, payload.path, parent);
    if (isCredentialsType(payload.type))
        return new CredentialsForm(document, store, payload.path, parent);
    const schema::Payload* definition = store.payload(payload.type);
    if (definition && SettingsForm::canShow(*definition))
        return new SettingsForm(document, store, payload.path, *definition, parent);
    return new GenericForm(document, store, payload.path, parent);
}

}  // namespace ui
