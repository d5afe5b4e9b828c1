// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delivery/mail_address.h"
#include "core/delivery/smtp_account.h"
#include "ui/share/obstacle_line.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace ui {

class FieldGrid;
class Remark;

/// A mail server and how to be let in there; nothing of it outlives the window.
class SmtpForm : public QWidget
{
    Q_OBJECT

public:
    explicit SmtpForm(QWidget* parent = nullptr);

    /// InvalidInput: something is missing, or cannot be read.
    [[nodiscard]] base::Result<std::shared_ptr<delivery::SmtpAccount>> account() const;
    [[nodiscard]] base::Result<delivery::MailAddress> sender() const;
    /// The first error of the two, and the field that it is about.
    [[nodiscard]] std::optional<Obstacle> obstacle() const;

signals:
    void changed();

private:
    enum class Security { Implicit, StartTls, Clear };
    void makeServer();
    void makeLogin();
    [[nodiscard]] Security security() const;
    [[nodiscard]] base::Result<delivery::SmtpServer> server() const;
    void followSecurity();

    FieldGrid* m_grid;
    QLineEdit* m_server = nullptr;
    QComboBox* m_security = nullptr;
    QSpinBox* m_port = nullptr;
    QLineEdit* m_from = nullptr;
    QLineEdit* m_user = nullptr;
    QComboBox* m_proof = nullptr;
    QLineEdit* m_secret = nullptr;
    Remark* m_clear = nullptr;
};

}  // namespace ui
