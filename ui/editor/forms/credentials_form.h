// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"
#include "ui/editor/forms/row_form.h"

#include <QByteArray>

#include <optional>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace ui {

class HintLabel;
class IdentityPanel;
class TextField;

/// A certificate or an identity: com.apple.security.root, .pkcs1, .pem or .pkcs12.
class CredentialsForm : public RowForm
{
    Q_OBJECT

public:
    CredentialsForm(ProfileDocument& document,
                    const schema::Store& store,
                    const plist::Path& path,
                    QWidget* parent);

    /// Puts the file's content in place of the payload's, in one step; the type follows the content.
    void replaceBy(const QString& filePath);

protected:
    void read(const plist::Path& scope) override;

private:
    void addContent();
    void addPassphrase();
    void addMacRows();
    void offerName();
    void showContent(const QByteArray& bytes);
    void showCertificates(const QByteArray& bytes);
    void includePassphrase(bool isIncluded);
    void takePassphrase(const std::vector<plist::Edit>& edits);
    void exportCertificate(const x509::Certificate& certificate);
    void say(const QString& problem);
    [[nodiscard]] bool isIdentity() const;
    [[nodiscard]] QString storedPassphrase() const;

    QVBoxLayout* m_cards = nullptr;
    HintLabel* m_type = nullptr;
    QLabel* m_problem = nullptr;
    IdentityPanel* m_identity = nullptr;
    TextField* m_passphrase = nullptr;
    FormRow* m_passphraseRow = nullptr;
    QCheckBox* m_include = nullptr;
    Section* m_passphraseSection = nullptr;
    Section* m_macSection = nullptr;
    QByteArray m_bytes;  ///< as last shown
    bool m_isShown = false;
    /// The box stays ticked while an included passphrase is emptied on the way to another.
    bool m_awaitsPassphrase = false;
    std::optional<std::size_t> m_passphrasePlace;  ///< of its key, from when it was emptied
    QString m_typed;  ///< a passphrase that is not in the profile, for as long as the form is open
};

}  // namespace ui
