// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/forms/row_form.h"

namespace ui {

class FingerprintField;

/// A SCEP payload. What a device insists on (Keysize, Key Type, Key Usage) is written with the first edit.
class ScepForm : public RowForm
{
    Q_OBJECT

public:
    ScepForm(ProfileDocument& document, const schema::Store& store, const plist::Path& path, QWidget* parent);

signals:
    /// The person wants to know what a device makes of the server of the payload at `payload`.
    void probeAsked(const plist::Path& payload);
    /// The person wants a challenge from the NDES server of the payload at `payload`.
    void ndesAsked(const plist::Path& payload);

protected:
    void read(const plist::Path& scope) override;
    [[nodiscard]] std::vector<plist::Edit> completed(std::vector<plist::Edit> edits) const override;

private:
    void addServerRows();
    void addRequestRows();
    void addRetryRows();
    void addMacRows();
    /// Clearing the last alternative name takes the dictionary around it along.
    void pruneAlternativeNames(std::vector<plist::Edit>& edits) const;

    FingerprintField* m_fingerprint = nullptr;
};

}  // namespace ui
