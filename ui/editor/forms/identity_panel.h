// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/pkcs12.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class HintLabel;

/// What is known of a PKCS #12 file: how it is protected, and with the passphrase, who it is.
class IdentityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityPanel(QWidget* parent = nullptr);

    /// Shows the file `bytes`; tries `passphrase` when there is one.
    void show(const QByteArray& bytes, const QString& passphrase);
    [[nodiscard]] QString text() const;  ///< what is said about the passphrase
    /// The friendly name, else the subject's name, of the one identity inside; empty while it is closed.
    [[nodiscard]] QString identityName() const;
    /// Offers to call the payload `name`; not with an empty one.
    void offerName(const QString& name);

signals:
    void opened();
    void exportAsked(const x509::Certificate& certificate);
    void nameAccepted(const QString& name);
    /// The same identity under the same passphrase, as every device reads it.
    void reencoded(const QByteArray& bytes);

private:
    void addWarning();
    void describe(const QByteArray& bytes);
    void take(const base::Result<x509::Pkcs12>& identity);
    void showCards(const std::vector<const x509::Certificate*>& leaves);
    void close();
    void reencode();

    QByteArray m_bytes;
    QString m_passphrase;
    std::optional<x509::Pkcs12> m_identity;  ///< once opened
    QString m_name;                          ///< that is offered
    int m_attempt = 0;                       ///< the latest one wins
    HintLabel* m_protection;
    QWidget* m_warning = nullptr;
    QLabel* m_warningText = nullptr;
    QPushButton* m_reencode = nullptr;
    HintLabel* m_reencodeHint = nullptr;
    QWidget* m_outcome = nullptr;
    QLabel* m_outcomeIcon = nullptr;
    QLabel* m_outcomeText = nullptr;
    QPushButton* m_rename;
    QVBoxLayout* m_cards;
};

}  // namespace ui
