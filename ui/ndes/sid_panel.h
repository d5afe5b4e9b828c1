// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/sid.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Remark;

/// The SID of an account, checked while it is typed, as the URI that goes into a certificate.
class SidPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SidPanel(QWidget* parent = nullptr);

    /// Nothing when none is typed, or what is typed is none.
    [[nodiscard]] const std::optional<ndes::AccountSid>& sid() const { return m_sid; }
    /// Why it cannot be put into a payload; empty: it can.
    void setObstacle(const QString& reason);
    [[nodiscard]] QString told() const;

signals:
    void changed();
    void addAsked();

private:
    void read();
    void refresh();

    QLineEdit* m_edit;
    QLineEdit* m_uri;
    QWidget* m_uriRow;
    QPushButton* m_add;
    QLabel* m_reason;
    Remark* m_remark;
    std::optional<ndes::AccountSid> m_sid;
    QString m_obstacle;
};

}  // namespace ui
