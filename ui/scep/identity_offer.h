// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/scep/carry.h"
#include "ui/explain/tone_panel.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace ui {

/// The identity that was issued, and how it goes into the profile.
class IdentityOffer : public TonePanel
{
    Q_OBJECT

public:
    explicit IdentityOffer(QWidget* parent = nullptr);

    /// Shows it with a passphrase of its own.
    void show(const scep::Issued& issued);
    /// Whether it is in the profile by now; else it is in memory only.
    void setCarried(bool isCarried);
    /// Why it cannot be put; empty: it can.
    void setObstacle(const QString& reason);

    [[nodiscard]] scep::Placement placement() const;
    [[nodiscard]] scep::PassphraseIn passphraseIn() const;
    [[nodiscard]] base::Secret passphrase() const;

signals:
    void putAsked();

private:
    QWidget* makePlacement();
    QWidget* makePassphraseRow();
    void makeAnother();
    void refresh();

    QString m_obstacle;
    QString m_about;  ///< serial number and validity
    QLabel* m_title;
    QLabel* m_facts;
    QRadioButton* m_replace = nullptr;
    QRadioButton* m_beside = nullptr;
    QLineEdit* m_passphrase = nullptr;
    QCheckBox* m_isWritten = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_put = nullptr;
    QLabel* m_reason = nullptr;
};

}  // namespace ui
