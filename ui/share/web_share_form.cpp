// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/web_share_form.h"

#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/share_words.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

WebShareForm::WebShareForm(ShareServices services, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    makeContents();
    makeFields();
    makeEncryption();
    makeConsent();
    makeButtons();
    for (QWidget* part : std::initializer_list<QWidget*>{m_contents, m_problem, m_unsigned, m_grid,
                                                         m_isEncrypted, m_encryption, m_consent, m_remark})
        column->addWidget(part);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    refreshInterfaces();
    refresh();
}

void WebShareForm::makeContents()
{
    m_contents = makeText({}, this);
    m_problem = new Remark(this);
    m_unsigned = new QWidget(this);
    auto* remark = new Remark(m_unsigned);
    remark->tell(Tone::Warning, unsignedSentence());
    auto* sign = new QPushButton(tr("Sign &First…"), m_unsigned);
    sign->setToolTip(tr("Opens Sign & Export; what is exported there is shared then"));
    sign->setAutoDefault(false);
    auto* row = new QHBoxLayout(m_unsigned);
    row->setContentsMargins({});
    row->addWidget(remark, 1);
    row->addWidget(sign);
    connect(sign, &QPushButton::clicked, this, &WebShareForm::signAsked);
}

void WebShareForm::makeFields()
{
    m_grid = new FieldGrid(this);
    m_interface = new QComboBox(this);
    m_interface->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interface->setMinimumContentsLength(20);
    m_interface->setToolTip(tr("The network the device is in; only there the profile can be seen"));
    m_grid->add(tr("&Network"), m_interface);
    m_port = new QSpinBox(this);
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("Any that is free"));
    m_grid->add(tr("&Port"), m_port);
    m_minutes = new QSpinBox(this);
    m_minutes->setRange(1, 24 * 60);
    m_minutes->setValue(10);
    m_minutes->setSuffix(tr(" min"));
    m_grid->add(tr("&Time"), m_minutes);
    m_downloads = new QSpinBox(this);
    m_downloads->setRange(1, 10000);
    m_downloads->setValue(1);
    m_downloads->setToolTip(tr("After so many downloads the address closes"));
    m_grid->add(tr("&Downloads"), m_downloads);
    connect(m_interface, &QComboBox::currentIndexChanged, this, &WebShareForm::refresh);
}

void WebShareForm::makeEncryption()
{
    m_isEncrypted = new QCheckBox(tr("Encrypt with &HTTPS"), this);
    m_encryption = new QWidget(this);
    auto* grid = new FieldGrid(m_encryption);
    m_certificate =
        new PathEdit(PathEdit::Purpose::Open, tr("Certificate"),
                     tr("Certificates (*.pem *.crt *.cer *.der *.p7b);;All files (*)"), m_encryption);
    m_certificate->lineEdit()->setPlaceholderText(tr("One the devices trust, with its chain"));
    m_key = new PathEdit(PathEdit::Purpose::Open, tr("Private key"), tr("Keys (*.pem *.key);;All files (*)"),
                         m_encryption);
    m_passphrase = new QLineEdit(m_encryption);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setPlaceholderText(tr("Where the key has one"));
    grid->add(tr("&Certificate"), m_certificate, m_certificate->lineEdit());
    grid->add(tr("Private &key"), m_key, m_key->lineEdit());
    grid->add(tr("P&assphrase"), m_passphrase);
    m_forced = new QCheckBox(tr("Share all the &same: devices will refuse the page"), m_encryption);
    m_forced->hide();
    auto* column = new QVBoxLayout(m_encryption);
    column->setContentsMargins(fontMetrics().height(), 0, 0, 0);
    column->addWidget(grid);
    column->addWidget(m_forced);
    // The fields are in the way of most, who have no certificate.
    m_encryption->hide();
    const auto forget = [this] {
        m_forced->setChecked(false);
        m_forced->hide();
        m_remark->tell(Tone::Info, {});
        refresh();
    };
    connect(m_isEncrypted, &QCheckBox::toggled, this, [this, forget](bool isOn) {
        m_encryption->setVisible(isOn);
        forget();
    });
    for (PathEdit* edit : {m_certificate, m_key})
        connect(edit, &PathEdit::pathChanged, this, forget);
    connect(m_passphrase, &QLineEdit::textChanged, this, forget);
}

void WebShareForm::makeConsent()
{
    m_consent = new QWidget(this);
    auto* remark = new Remark(m_consent);
    remark->tell(Tone::Warning, tr("Without HTTPS everyone in this network can read what is secret in the "
                                   "profile while a device fetches it:"));
    m_secrets = makeStrong({}, m_consent);
    m_agreed = new QCheckBox(tr("Share these &secrets in clear"), m_consent);
    auto* column = new QVBoxLayout(m_consent);
    column->setContentsMargins({});
    for (QWidget* part : std::initializer_list<QWidget*>{remark, m_secrets, m_agreed})
        column->addWidget(part);
    connect(m_agreed, &QCheckBox::toggled, this, &WebShareForm::refresh);
}

void WebShareForm::makeButtons()
{
    m_start = new QPushButton(tr("&Share"), this);
    m_start->setDefault(true);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    m_remark = new Remark(this);
    connect(m_start, &QPushButton::clicked, this, &WebShareForm::startAsked);
    connect(m_cancel, &QPushButton::clicked, this, &WebShareForm::cancelAsked);
}

void WebShareForm::setPackage(const base::Result<delivery::Package>& package)
{
    m_package = package ? std::optional(*package) : std::nullopt;
    m_problem->tell(Tone::Error, package ? QString() : withHint(package.error()));
    m_contents->setText(package ? contentsSentence(*package) : QString());
    m_contents->setAccessibleName(m_contents->text());
    m_contents->setVisible(package.has_value());
    refresh();
}

void WebShareForm::refreshInterfaces()
{
    const QVariant chosen = m_interface->currentData();
    m_interfaces = m_services.interfaces();
    m_interface->clear();
    for (const delivery::Interface& one : m_interfaces)
        m_interface->addItem(u"%1, %2"_s.arg(describe(one), one.address), one.address);
    if (const int index = m_interface->findData(chosen); index >= 0)
        m_interface->setCurrentIndex(index);
    m_interface->setEnabled(!m_interfaces.empty());
    refresh();
}

bool WebShareForm::isEncrypted() const { return m_isEncrypted->isChecked(); }

QString WebShareForm::obstacle() const
{
    if (m_interfaces.empty())
        return tr("This computer is in no network that a device could reach: connect it, and come back");
    if (isEncrypted() && (m_certificate->path().isEmpty() || m_key->path().isEmpty()))
        return tr("HTTPS needs a certificate and its private key");
    return {};
}

void WebShareForm::refreshConsent()
{
    const bool isNeeded = m_package && !m_package->secrets.isEmpty() && !isEncrypted();
    const QString named = isNeeded ? bulleted(m_package->secrets) : QString();
    // Who agreed to one secret has not agreed to another.
    if (named != m_secrets->text())
        m_agreed->setChecked(false);
    m_secrets->setText(named);
    m_secrets->setAccessibleName(named);
    m_consent->setVisible(isNeeded);
}

void WebShareForm::refresh()
{
    if (!m_remark)
        return;
    m_unsigned->setVisible(m_package && !m_package->isSigned);
    refreshConsent();
    const QString reason = obstacle();
    m_start->setToolTip(reason);
    if (!m_isUnderWay && m_forced->isHidden())
        m_remark->tell(Tone::Info, m_interfaces.empty() || isEncrypted() ? reason : QString());
    const bool isAgreed = m_consent->isHidden() || m_agreed->isChecked();
    m_start->setEnabled(m_package && reason.isEmpty() && isAgreed && !m_isUnderWay);
}

void WebShareForm::setUnderWay(bool isUnderWay)
{
    const bool hadFocus = m_start->hasFocus() || m_cancel->hasFocus();
    m_isUnderWay = isUnderWay;
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_grid, m_isEncrypted, m_encryption, m_consent, m_unsigned})
        part->setEnabled(!isUnderWay);
    m_cancel->setVisible(isUnderWay);
    refresh();
    if (isUnderWay)
        m_remark->tell(Tone::Info, tr("Opening the address…"));
    if (hadFocus)
        (isUnderWay ? m_cancel : m_start)->setFocus();
}

void WebShareForm::showRefusal(const ShareRefusal& refusal)
{
    setUnderWay(false);
    m_forced->setVisible(refusal.isOfCertificate);
    m_remark->announce(Tone::Error, withHint(refusal.error));
    if (refusal.isOfCertificate)
        m_forced->setFocus();
}

void WebShareForm::focusFirst()
{
    if (m_start->isEnabled())
        m_start->setFocus();
    else if (!m_consent->isHidden())
        m_agreed->setFocus();
    else
        m_interface->setFocus();
}

WebShare::Request WebShareForm::request() const
{
    WebShare::Request request{*m_package, {}, std::nullopt, m_services.knowledge};
    const auto chosen = static_cast<std::size_t>(m_interface->currentIndex());
    request.options.interface = m_interfaces[chosen];
    request.options.port = static_cast<quint16>(m_port->value());
    request.options.lifetime = std::chrono::minutes(m_minutes->value());
    request.options.downloads = m_downloads->value();
    request.options.grace = m_services.grace;
    request.options.patience = m_services.patience;
    request.options.mayExposeSecrets = !m_consent->isHidden() && m_agreed->isChecked();
    if (isEncrypted())
        request.certificate = {m_certificate->path(), m_key->path(),
                               std::make_shared<base::Secret>(m_passphrase->text().toUtf8()),
                               m_forced->isChecked()};
    return request;
}

}  // namespace ui
