// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/smtp_form.h"

#include "ui/editor/fields/hint_label.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/trust/field_grid.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

using delivery::SmtpAccount;
using delivery::SmtpServer;

namespace {

constexpr int implicitPort = 465;    // RFC 8314 §7.3
constexpr int submissionPort = 587;  // RFC 6409 §3.1

}  // namespace

SmtpForm::SmtpForm(QWidget* parent) : QWidget(parent), m_grid(new FieldGrid(this))
{
    makeServer();
    makeLogin();
    m_clear = new Remark(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_grid);
    column->addWidget(m_clear);
    column->addWidget(new HintLabel(tr("Password and token are kept in memory until this window closes, and "
                                       "stored nowhere. Gmail and Microsoft take an app password or a token"),
                                    this));
    followSecurity();
}

void SmtpForm::makeServer()
{
    m_server = new QLineEdit(this);
    m_server->setPlaceholderText(u"mail.example.com"_s);
    m_grid->add(tr("Mail &server"), m_server);
    m_security = new QComboBox(this);
    m_security->addItem(tr("TLS from the start"));
    m_security->addItem(tr("STARTTLS"));
    m_security->addItem(tr("STARTTLS where it is offered"));
    m_security->setCurrentIndex(static_cast<int>(Security::StartTls));
    m_grid->add(tr("Securit&y"), m_security);
    m_port = new QSpinBox(this);
    m_port->setRange(1, 65535);
    m_grid->add(tr("&Port"), m_port);
    m_from = new QLineEdit(this);
    m_from->setPlaceholderText(u"you@example.com"_s);
    m_grid->add(tr("Fro&m"), m_from);
    connect(m_security, &QComboBox::currentIndexChanged, this, &SmtpForm::followSecurity);
    connect(m_server, &QLineEdit::textChanged, this, &SmtpForm::changed);
    connect(m_from, &QLineEdit::textChanged, this, &SmtpForm::changed);
}

void SmtpForm::makeLogin()
{
    m_user = new QLineEdit(this);
    m_user->setPlaceholderText(tr("Where the server wants one"));
    m_grid->add(tr("Us&er"), m_user);
    m_proof = new QComboBox(this);
    m_proof->addItem(tr("Password"));
    m_proof->addItem(tr("Token (OAuth 2.0)"));
    m_grid->add(tr("S&ign in with"), m_proof);
    m_secret = new QLineEdit(this);
    m_secret->setEchoMode(QLineEdit::Password);
    m_grid->add(tr("Pass&word or token"), m_secret);
    connect(m_user, &QLineEdit::textChanged, this, &SmtpForm::changed);
    connect(m_secret, &QLineEdit::textChanged, this, &SmtpForm::changed);
}

SmtpForm::Security SmtpForm::security() const { return static_cast<Security>(m_security->currentIndex()); }

void SmtpForm::followSecurity()
{
    // A port of one's own stays.
    const int port = m_port->value();
    if (port == m_port->minimum() || port == implicitPort || port == submissionPort)
        m_port->setValue(security() == Security::Implicit ? implicitPort : submissionPort);
    m_clear->tell(Tone::Warning, security() == Security::Clear ? tr(
                                     "Where the server offers no STARTTLS, mail and password can be read "
                                     "on the way")
                                                               : QString());
    emit changed();
}

base::Result<SmtpServer> SmtpForm::server() const
{
    const QString host = m_server->text().trimmed();
    if (host.isEmpty())
        return base::Error{base::Error::Code::InvalidInput, tr("Enter the mail server")};
    const bool isAddress = host.contains(u':') && !host.startsWith(u'[');
    return SmtpServer::fromUrl(u"%1://%2:%3"_s
                                   .arg(security() == Security::Implicit ? u"smtps"_s : u"smtp"_s,
                                        isAddress ? u'[' + host + u']' : host)
                                   .arg(m_port->value()));
}

base::Result<std::shared_ptr<SmtpAccount>> SmtpForm::account() const
{
    const auto server = this->server();
    if (!server)
        return server.error();
    auto account = std::make_shared<SmtpAccount>();
    account->server = *server;
    account->user = m_user->text().trimmed();
    if (!account->user.isEmpty()) {
        if (m_secret->text().isEmpty())
            return base::Error{base::Error::Code::InvalidInput,
                               tr("Enter the password or the token of %1").arg(account->user)};
        account->secret = base::Secret(m_secret->text().toUtf8());
        account->proof =
            m_proof->currentIndex() == 0 ? SmtpAccount::Proof::Password : SmtpAccount::Proof::Token;
    }
    account->clear =
        security() == Security::Clear ? SmtpAccount::Clear::Allowed : SmtpAccount::Clear::Refused;
    return account;
}

base::Result<delivery::MailAddress> SmtpForm::sender() const
{
    const QString from = m_from->text().trimmed();
    if (!from.isEmpty())
        return delivery::MailAddress::fromString(from);
    if (auto user = delivery::MailAddress::fromString(m_user->text().trimmed()))
        return user;
    return base::Error{base::Error::Code::InvalidInput, tr("Enter from whom the mail is")};
}

std::optional<Obstacle> SmtpForm::obstacle() const
{
    if (const auto server = this->server(); !server)
        return Obstacle{withHint(server.error()), m_server};
    if (const auto account = this->account(); !account)
        return Obstacle{withHint(account.error()), m_secret};
    if (const auto sender = this->sender(); !sender)
        return Obstacle{withHint(sender.error()), m_from};
    return std::nullopt;
}

}  // namespace ui
