// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_words.h"
#include "ui/ndes/ndes_parts.h"
#include "ui/share/unsigned_row.h"
#include "ui/share/web_share_form.h"
#include "ui/trust/field_grid.h"
#include "ui/widgets/path_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui {

void WebShareForm::makeContents()
{
    m_contents = makeText({}, this);
    m_problem = new Remark(this);
    m_unsigned = new UnsignedRow(tr("Opens Sign & Export; what is exported there is shared then"), this);
    connect(m_unsigned, &UnsignedRow::signAsked, this, &WebShareForm::signAsked);
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
    connect(m_interface, &QComboBox::activated, this,
            [this] { m_wanted = m_interface->currentData().toString(); });
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
    grid->add(tr("Ce&rtificate"), m_certificate, m_certificate->lineEdit());
    grid->add(tr("Private &key"), m_key, m_key->lineEdit());
    grid->add(tr("P&assphrase"), m_passphrase);
    m_forced = new QCheckBox(tr("Share all the sa&me: devices will refuse the page"), m_encryption);
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
    m_agreed = new QCheckBox(tr("Share these s&ecrets in clear"), m_consent);
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
    m_obstacle = new ObstacleLine(this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    m_remark = new Remark(this);
    connect(m_start, &QPushButton::clicked, this, &WebShareForm::startAsked);
    connect(m_cancel, &QPushButton::clicked, this, &WebShareForm::cancelAsked);
}

void WebShareForm::layOut()
{
    // Of the same window, or its parts would come last for the Tab key.
    auto* content = new QWidget(this);
    auto* fields = new QVBoxLayout(content);
    fields->setContentsMargins({});
    for (QWidget* part : std::initializer_list<QWidget*>{m_contents, m_problem, m_unsigned, m_grid,
                                                         m_isEncrypted, m_encryption, m_consent})
        fields->addWidget(part);
    fields->addStretch(1);
    auto* room = new QScrollArea(this);
    room->setFrameShape(QFrame::NoFrame);
    room->setFocusPolicy(Qt::NoFocus);
    room->setWidgetResizable(true);
    room->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(room, 1);
    column->addWidget(m_remark);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_obstacle, 1);
    buttons->addStretch();
    column->addLayout(buttons);
}

}  // namespace ui
