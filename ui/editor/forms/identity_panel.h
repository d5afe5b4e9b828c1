// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/x509/pkcs12.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace ui {

class FormRow;
class HintLabel;
class TextField;

/// What is known of a PKCS #12 file: how it is protected, and with the passphrase, who it is.
class IdentityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityPanel(QWidget* parent = nullptr);

    /// Shows the file `bytes`; tries `passphrase` when there is one.
    void show(const QByteArray& bytes, const QString& passphrase);
    [[nodiscard]] QString text() const;  ///< what is said about the passphrase

signals:
    void opened(const x509::Certificate& leaf);
    void exportAsked(const x509::Certificate& certificate);

private:
    void describe(const QByteArray& bytes);
    void take(const base::Result<x509::Pkcs12>& identity);
    void clearCards();

    QByteArray m_bytes;
    QString m_passphrase;
    int m_attempt = 0;  ///< the latest one wins
    HintLabel* m_protection;
    QWidget* m_warning;
    QLabel* m_warningText;
    QWidget* m_outcome;
    QLabel* m_outcomeIcon;
    QLabel* m_outcomeText;
    QVBoxLayout* m_cards;
};

}  // namespace ui
