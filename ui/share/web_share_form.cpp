// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share/web_share_form.h"

#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/share_words.h"
#include "ui/share/unsigned_row.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/path_edit.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace ui {

WebShareForm::WebShareForm(ShareServices services, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_look(new QTimer(this))
{
    makeContents();
    makeFields();
    makeEncryption();
    makeConsent();
    makeButtons();
    layOut();
    m_interfaces = m_services.interfaces();
    fillInterfaces();
    m_look->setInterval(m_services.lookAgain);
    connect(m_look, &QTimer::timeout, this, &WebShareForm::refreshInterfaces);
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
    // Neither under a share that is being opened, nor under the pointer of someone who is choosing.
    if (m_isUnderWay || m_interface->view()->isVisible())
        return;
    auto found = m_services.interfaces();
    if (found == m_interfaces)
        return;
    m_interfaces = std::move(found);
    fillInterfaces();
}

void WebShareForm::fillInterfaces()
{
    const QString before = m_interface->currentData().toString();
    {
        const QSignalBlocker quiet(m_interface);
        m_interface->clear();
        for (const delivery::Interface& one : m_interfaces)
            m_interface->addItem(u"%1, %2"_s.arg(describe(one), one.address), one.address);
        for (const QString& address : {before, m_wanted}) {
            if (const int index = m_interface->findData(address); index >= 0)
                m_interface->setCurrentIndex(index);
        }
    }
    // Who agreed to be read in one network has not agreed to it in another.
    if (!before.isEmpty() && m_interface->currentData().toString() != before)
        m_agreed->setChecked(false);
    m_interface->setEnabled(!m_interfaces.empty());
    refresh();
}

void WebShareForm::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshInterfaces();
    m_look->start();
}

void WebShareForm::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_look->stop();
}

bool WebShareForm::isEncrypted() const { return m_isEncrypted->isChecked(); }

std::optional<Obstacle> WebShareForm::obstacle() const
{
    if (m_interfaces.empty())
        return Obstacle{
            tr("This computer is in no network that a device could reach. Connect it: the network "
               "appears here a moment later")};
    if (isEncrypted() && m_certificate->path().isEmpty())
        return Obstacle{tr("HTTPS needs a certificate and its private key"), m_certificate->lineEdit()};
    if (isEncrypted() && m_key->path().isEmpty())
        return Obstacle{tr("HTTPS needs the private key of the certificate"), m_key->lineEdit()};
    if (!m_consent->isHidden() && !m_agreed->isChecked())
        return Obstacle{tr("Agree to share the secrets first"), m_agreed};
    return std::nullopt;
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
    const std::optional<Obstacle> obstacle = this->obstacle();
    m_start->setAccessibleDescription(obstacle ? obstacle->text : QString());
    m_obstacle->tell(m_isUnderWay || !m_package ? std::nullopt : obstacle);
    if (!m_isUnderWay && m_forced->isHidden())
        m_remark->tell(Tone::Info, {});
    m_start->setEnabled(m_package && !obstacle && !m_isUnderWay);
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
