// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sign/identity.h"

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

signals:
    /// An identity was opened, or the one there was no longer is.
    void identityChanged();

private:
    QWidget* makePkcs12Page();
    QWidget* makePemPage();
    void reopen();
    void took(const base::Result<Opened>& result);

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
    Opened m_identity;
    std::stop_source m_stop;
    int m_generation = 0;
};

}  // namespace ui
