// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/share/obstacle_line.h"
#include "ui/share/share_services.h"
#include "ui/share/web_share.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTimer;

namespace ui {

class FieldGrid;
class PathEdit;
class Remark;
class UnsignedRow;

/// Where, how long and how a profile is shared on the network, and what has to be agreed to before.
class WebShareForm : public QWidget
{
    Q_OBJECT

public:
    explicit WebShareForm(ShareServices services, QWidget* parent = nullptr);

    void setPackage(const base::Result<delivery::Package>& package);
    /// Looks at the networks anew, as the form does by itself every few seconds while it can be seen; what
    /// was chosen stays if it is still there, and is chosen again when it comes back.
    void refreshInterfaces();
    /// Between Share and the answer.
    void setUnderWay(bool isUnderWay);
    void showRefusal(const ShareRefusal& refusal);
    void focusFirst();
    /// What the fields say; only when Share can be pressed.
    [[nodiscard]] WebShare::Request request() const;

signals:
    void startAsked();
    void cancelAsked();
    void signAsked();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeContents();
    void makeFields();
    void makeEncryption();
    void makeConsent();
    void makeButtons();
    void layOut();
    void refresh();
    void refreshConsent();
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] std::optional<Obstacle> obstacle() const;
    void fillInterfaces();

    ShareServices m_services;
    std::optional<delivery::Package> m_package;
    std::vector<delivery::Interface> m_interfaces;
    QString m_wanted;  ///< the address that the person chose; empty: any
    QTimer* m_look;
    bool m_isUnderWay = false;
    QLabel* m_contents = nullptr;
    Remark* m_problem = nullptr;
    UnsignedRow* m_unsigned = nullptr;
    FieldGrid* m_grid = nullptr;
    QComboBox* m_interface = nullptr;
    QSpinBox* m_port = nullptr;
    QSpinBox* m_minutes = nullptr;
    QSpinBox* m_downloads = nullptr;
    QCheckBox* m_isEncrypted = nullptr;
    QWidget* m_encryption = nullptr;
    PathEdit* m_certificate = nullptr;
    PathEdit* m_key = nullptr;
    QLineEdit* m_passphrase = nullptr;
    QCheckBox* m_forced = nullptr;
    QWidget* m_consent = nullptr;
    QLabel* m_secrets = nullptr;
    QCheckBox* m_agreed = nullptr;
    QPushButton* m_start = nullptr;
    ObstacleLine* m_obstacle = nullptr;
    QPushButton* m_cancel = nullptr;
    Remark* m_remark = nullptr;
};

}  // namespace ui
