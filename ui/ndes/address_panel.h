// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/addresses.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Remark;

/// Which NDES server: its name as typed, and the two addresses that come of it.
class AddressPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AddressPanel(QWidget* parent = nullptr);

    void setServer(const QString& text);
    [[nodiscard]] const base::Result<ndes::Addresses>& addresses() const { return m_addresses; }
    /// Why the address for devices cannot be put into a payload; empty: it can.
    void setObstacle(const QString& reason);
    void focusFirst();

signals:
    void changed();
    void useAsked();

private:
    QLineEdit* addAddress(const QString& label, const QString& copyName, QPushButton* use);
    void read();

    QFormLayout* m_form;
    QLineEdit* m_server;
    QPushButton* m_use;
    QLineEdit* m_device;
    QLineEdit* m_admin;
    Remark* m_remark;
    QLabel* m_reason;  ///< why the address for devices cannot be put in
    QString m_obstacle;
    base::Result<ndes::Addresses> m_addresses;
};

}  // namespace ui
