// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/forms/row_form.h"

class QComboBox;

namespace ui {

class ChoiceField;
class TextField;

/// The profile's own settings.
class GeneralForm : public RowForm
{
    Q_OBJECT

public:
    GeneralForm(ProfileDocument& document, const schema::Store& store, QWidget* parent);

protected:
    void read(const plist::Path& scope) override;

private:
    enum class Removal { Always, WithAuthorization, Never };
    enum class Expiry { Never, OnDate, AfterInterval, Either };

    void addIdentityRows();
    void addRemovalRows();
    void addPlatformRows();
    void chooseRemoval(Removal removal);
    void chooseExpiry(Expiry expiry);
    void writePassword(const std::vector<plist::Edit>& edits);
    [[nodiscard]] Removal removal() const;
    [[nodiscard]] Expiry expiry() const;
    /// The payload that holds the removal password; nothing when there is none.
    [[nodiscard]] std::optional<plist::Path> passwordPayload() const;

    ChoiceField* m_removal = nullptr;
    ChoiceField* m_expiry = nullptr;
    TextField* m_password = nullptr;
    FormRow* m_removalRow = nullptr;
    FormRow* m_passwordRow = nullptr;
    FormRow* m_dateRow = nullptr;
    FormRow* m_intervalRow = nullptr;
};

}  // namespace ui
