// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sign/identity.h"
#include "ui/share/obstacle_line.h"
#include "ui/style/tone.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ui {

class PathEdit;

/// Chooses a signing identity from files and opens it, off the GUI thread, as soon as the fields allow.
class IdentityPicker : public QWidget
{
    Q_OBJECT

public:
    using Opened = std::shared_ptr<const sign::Identity>;

    explicit IdentityPicker(QWidget* parent = nullptr);

    /// Null while nothing usable is chosen.
    [[nodiscard]] Opened identity() const { return m_identity; }
    /// What is chosen: the PKCS #12 file; or certificate, key and chain, which may be empty.
    [[nodiscard]] QStringList files() const;
    /// Chooses them again; anything but one or three chooses nothing. The passphrase is still to be typed.
    void setFiles(const QStringList& files);
    /// Why there is no identity.
    [[nodiscard]] std::optional<Obstacle> obstacle() const;

signals:
    /// obstacle() is another one.
    void stateChanged();
    /// An identity was opened, or the one there was no longer is.
    void identityChanged();

private:
    QWidget* makePkcs12Page();
    QWidget* makePemPage();
    void reopen();
    void took(const base::Result<Opened>& result);
    void tell(Tone tone, const QString& text, QWidget* field);
    [[nodiscard]] bool isPkcs12() const;

    QComboBox* m_kind;
    QWidget* m_pkcs12Page;
    QWidget* m_pemPage;
    PathEdit* m_pkcs12;
    QLineEdit* m_pkcs12Passphrase;
    PathEdit* m_certificate;
    PathEdit* m_key;
    PathEdit* m_chain;
    QLineEdit* m_keyPassphrase;
    QLabel* m_state;
    QWidget* m_missing = nullptr;  ///< the field to go to
    Opened m_identity;
    std::stop_source m_stop;
    int m_generation = 0;
};

}  // namespace ui
