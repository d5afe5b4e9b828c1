// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/editor/forms/credentials_model.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace ui {

/// A PKCS #12 file made of a certificate and its private key, for every device to read.
struct NewIdentity
{
    x509::Certificate certificate;
    QByteArray content;
    QString passphrase;  ///< to be written beside it; empty when it stays out of the profile
};

/// Asks for the passphrase of an identity to be made of a certificate and its private key, and makes it.
class IdentityDialog : public QDialog
{
    Q_OBJECT

public:
    explicit IdentityDialog(LooseKey key, QWidget* parent = nullptr);

signals:
    void made(const ui::NewIdentity& identity);

private:
    QLineEdit* addPassphrase(const QString& label, QWidget* form) const;
    void judge();
    void make();
    void take(const base::Result<NewIdentity>& identity);
    void say(const QString& problem);

    LooseKey m_key;
    QLineEdit* m_keyPassphrase = nullptr;  ///< null unless the key is encrypted
    QLineEdit* m_passphrase = nullptr;
    QLineEdit* m_repeated = nullptr;
    QCheckBox* m_include = nullptr;
    QLabel* m_problem = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

/// The edits that put `identity` into `root`: in place of the payload for its certificate if that is among
/// `replaceable`, the PayloadUUIDs of payloads that may give way, and nothing refers to it; else as a payload
/// more.
[[nodiscard]] std::vector<plist::Edit> identityEdits(const NewIdentity& identity,
                                                     const plist::Document& document,
                                                     const QStringList& replaceable,
                                                     const profile::Defaults& defaults);

}  // namespace ui
