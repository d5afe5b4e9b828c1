// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trust/check_form.h"

#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/trust/field_grid.h"
#include "ui/trust/trust_words.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr std::array everyPurposeInOrder = {trust::Purpose::TlsServer,     trust::Purpose::SystemConnection,
                                            trust::Purpose::EapServer,     trust::Purpose::Ikev2Server,
                                            trust::Purpose::Smime,         trust::Purpose::ClientIdentity,
                                            trust::Purpose::ProfileSigner, trust::Purpose::ScepCa};
constexpr std::array everyAnchors = {trust::Anchors::System, trust::Anchors::Managed, trust::Anchors::App,
                                     trust::Anchors::Leaf};
constexpr std::array everyStartTls = {tls::StartTls::None, tls::StartTls::Smtp, tls::StartTls::Imap,
                                      tls::StartTls::Pop3, tls::StartTls::Ldap};

}  // namespace

CheckForm::CheckForm(QWidget* parent) : QWidget(parent), m_grid(new FieldGrid(this))
{
    makeKinds();
    makeFields();
    makeButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_kinds);
    column->addWidget(m_grid);
    column->addWidget(m_buttons);
    column->addWidget(m_remark);
    column->addWidget(m_hint);
    fillPurposes();
    arrange();
    setUnderWay(false);
}

void CheckForm::makeKinds()
{
    m_kinds = new QWidget(this);
    m_serverKind = new QRadioButton(tr("A &server"), m_kinds);
    m_filesKind = new QRadioButton(tr("Certificate fi&les"), m_kinds);
    m_serverKind->setChecked(true);
    auto* row = new QHBoxLayout(m_kinds);
    row->setContentsMargins({});
    row->addWidget(m_serverKind);
    row->addWidget(m_filesKind);
    row->addStretch();
    connect(m_serverKind, &QRadioButton::clicked, this, [this] {
        setKind(Kind::Server);
        emit kindChosen();
    });
    connect(m_filesKind, &QRadioButton::clicked, this, [this] {
        setKind(Kind::Files);
        emit kindChosen();
    });
}

void CheckForm::makeFields()
{
    m_address = new QLineEdit(this);
    m_address->setPlaceholderText(u"mdm.example.com:443"_s);
    m_address->setToolTip(
        tr("host, host:port or an https address; nothing is contacted before you press Check"));
    m_grid->add(tr("&Address"), m_address);
    m_startTls = new ComboBox(this);
    for (const tls::StartTls how : everyStartTls)
        m_startTls->addItem(startTlsTitle(how), static_cast<int>(how));
    m_grid->add(tr("&Begins with"), m_startTls);

    m_fileRow = new QWidget(this);
    m_fileLine = new QLineEdit(m_fileRow);
    m_fileLine->setPlaceholderText(tr("Paths, or drop files anywhere here"));
    auto* browse = new QPushButton(tr("B&rowse…"), m_fileRow);
    browse->setAccessibleName(tr("Browse for certificate files"));
    auto* row = new QHBoxLayout(m_fileRow);
    row->setContentsMargins({});
    row->addWidget(m_fileLine, 1);
    row->addWidget(browse);
    m_fileRow->setFocusProxy(m_fileLine);
    m_grid->add(tr("F&iles"), m_fileRow, m_fileLine);
    m_passphrase = new QLineEdit(this);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_grid->add(tr("P&assphrase"), m_passphrase);
    m_host = new QLineEdit(this);
    m_grid->add(tr("Host &name"), m_host);

    m_purpose = new ComboBox(this);
    m_grid->add(tr("&Used for"), m_purpose);
    m_anchors = new ComboBox(this);
    m_anchors->addItem(tr("Not known: judge for each kind"));
    for (const trust::Anchors anchors : everyAnchors)
        m_anchors->addItem(anchorsTitle(anchors), static_cast<int>(anchors));
    m_grid->add(tr("R&oot"), m_anchors);
    m_trustedNames = new QLineEdit(this);
    m_trustedNames->setPlaceholderText(tr("TLSTrustedServerNames of the profile, with commas between"));
    m_grid->add(tr("&Trusted names"), m_trustedNames);

    connect(m_address, &QLineEdit::returnPressed, this, [this] { m_check->click(); });
    connect(m_fileLine, &QLineEdit::returnPressed, this, [this] { m_check->click(); });
    connect(m_passphrase, &QLineEdit::returnPressed, this, [this] { m_check->click(); });
    connect(browse, &QPushButton::clicked, this, &CheckForm::browseAsked);
    connect(m_host, &QLineEdit::returnPressed, this, [this] { m_check->click(); });
    connect(m_host, &QLineEdit::editingFinished, this, &CheckForm::questionChanged);
    connect(m_trustedNames, &QLineEdit::editingFinished, this, &CheckForm::questionChanged);
    connect(m_anchors, &QComboBox::activated, this, &CheckForm::questionChanged);
    connect(m_purpose, &QComboBox::activated, this, [this] {
        arrange();
        emit questionChanged();
    });
}

void CheckForm::makeButtons()
{
    m_buttons = new QWidget(this);
    m_check = new QPushButton(tr("Chec&k"), m_buttons);
    m_check->setDefault(true);
    m_cancel = new QPushButton(tr("Cancel"), m_buttons);
    m_progress = new QProgressBar(m_buttons);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    row->addWidget(m_check);
    row->addWidget(m_cancel);
    row->addWidget(m_progress, 2);
    row->addStretch(1);
    connect(m_check, &QPushButton::clicked, this, [this] {
        readFiles();
        emit checkAsked();
    });
    connect(m_cancel, &QPushButton::clicked, this, &CheckForm::cancelAsked);

    m_remark = new QWidget(this);
    m_remarkIcon = new QLabel(m_remark);
    m_remarkText = new QLabel(m_remark);
    m_remarkText->setWordWrap(true);
    m_remarkText->setTextFormat(Qt::PlainText);
    m_remarkText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* line = new QHBoxLayout(m_remark);
    line->setContentsMargins({});
    line->addWidget(m_remarkIcon, 0, Qt::AlignTop);
    line->addWidget(m_remarkText, 1);
    m_remark->hide();
    m_hint = new HintLabel({}, this);
}

void CheckForm::fillPurposes()
{
    const QVariant before = m_purpose->currentData();
    m_purpose->clear();
    if (m_kind == Kind::Profile)
        m_purpose->addItem(tr("What the payloads use them for"));
    for (const trust::Purpose purpose : everyPurposeInOrder)
        m_purpose->addItem(purposeTitle(purpose), static_cast<int>(purpose));
    const bool isKept = before.isValid() && m_kind != Kind::Profile;
    m_purpose->setCurrentIndex(isKept ? m_purpose->findData(before) : 0);
}

void CheckForm::arrange()
{
    const bool isServer = m_kind == Kind::Server;
    const bool isFiles = m_kind == Kind::Files;
    m_kinds->setVisible(m_kind != Kind::Profile);
    m_grid->setShown(m_address, isServer);
    m_grid->setShown(m_startTls, isServer);
    m_grid->setShown(m_fileRow, isFiles);
    m_grid->setShown(m_passphrase, isFiles && m_needsPassphrase);
    m_grid->setShown(m_host, isFiles);
    m_grid->setShown(m_trustedNames, purpose() == trust::Purpose::EapServer);
    const bool isMail = purpose() == trust::Purpose::Smime;
    m_host->setPlaceholderText(isMail ? tr("The mail address, if it is to be compared")
                                      : tr("The name a device asks for, if it is to be compared"));
    m_buttons->setVisible(m_kind != Kind::Profile);
    m_hint->setText(
        isServer ? tr("Nothing is contacted before you press Check. Then the server is asked for one "
                      "handshake after the other, in every version of TLS that matters; nothing else "
                      "is sent, and no certificate is taken for granted")
                 : tr("Put the server's certificate and the CAs above it into the check together, in one "
                      "file or several: issuers are looked for there and among this computer's roots"));
}

void CheckForm::setKind(Kind kind)
{
    m_kind = kind;
    m_serverKind->setChecked(kind == Kind::Server);
    m_filesKind->setChecked(kind == Kind::Files);
    fillPurposes();
    arrange();
    tell(Tone::Info, {});
}

void CheckForm::setAddress(const QString& address) { m_address->setText(address); }

void CheckForm::setFiles(const QStringList& paths)
{
    m_files = paths;
    QStringList shown;
    for (const QString& path : paths)
        shown << QDir::toNativeSeparators(path);
    m_fileLine->setText(shown.join(u"; "_s));
    m_needsPassphrase = false;
    m_passphrase->clear();
    setKind(Kind::Files);
}

void CheckForm::readFiles()
{
    if (m_kind != Kind::Files)
        return;
    const QString text = m_fileLine->text().trimmed();
    // A single path may hold the separator.
    QStringList typed = QFileInfo::exists(text) ? QStringList(text) : text.split(u';', Qt::SkipEmptyParts);
    for (QString& path : typed)
        path = QDir::fromNativeSeparators(path.trimmed());
    m_files = typed;
}

base::Result<tls::Endpoint> CheckForm::endpoint() const
{
    const QString text = m_address->text().trimmed();
    if (text.isEmpty())
        return base::Error{base::Error::Code::InvalidInput, tr("Enter the address of a server")};
    auto endpoint = tls::Endpoint::fromString(text);
    if (endpoint)
        endpoint->startTls = static_cast<tls::StartTls>(m_startTls->currentData().toInt());
    return endpoint;
}

QString CheckForm::host() const { return m_kind == Kind::Files ? m_host->text().trimmed() : QString(); }

QString CheckForm::passphrase() const { return m_passphrase->text(); }

std::optional<trust::Purpose> CheckForm::purpose() const
{
    const QVariant data = m_purpose->currentData();
    return data.isValid() ? std::optional(static_cast<trust::Purpose>(data.toInt())) : std::nullopt;
}

std::optional<trust::Anchors> CheckForm::anchors() const
{
    const QVariant data = m_anchors->currentData();
    return data.isValid() ? std::optional(static_cast<trust::Anchors>(data.toInt())) : std::nullopt;
}

QStringList CheckForm::trustedNames() const
{
    QStringList names;
    if (purpose() != trust::Purpose::EapServer)
        return names;
    const QStringList typed = m_trustedNames->text().split(u',', Qt::SkipEmptyParts);
    for (const QString& name : typed)
        names << name.trimmed();
    return names;
}

void CheckForm::askForPassphrase()
{
    m_needsPassphrase = true;
    arrange();
    m_passphrase->setFocus();
    m_passphrase->selectAll();
}

void CheckForm::setProgress(const QString& step, double done)
{
    m_progress->setValue(static_cast<int>(done * m_progress->maximum()));
    m_progress->setAccessibleDescription(step);
    tell(Tone::Info, step);
}

void CheckForm::setUnderWay(bool isUnderWay)
{
    const bool hadFocus = m_check->hasFocus() || m_cancel->hasFocus();
    m_check->setEnabled(!isUnderWay);
    m_cancel->setVisible(isUnderWay);
    m_progress->setVisible(isUnderWay);
    m_progress->setValue(0);
    if (hadFocus)
        (isUnderWay ? m_cancel : m_check)->setFocus();
}

void CheckForm::tell(Tone tone, const QString& text)
{
    m_remark->setVisible(!text.isEmpty());
    m_remarkIcon->setPixmap(toneIcon(tone).pixmap(style()->pixelMetric(QStyle::PM_SmallIconSize)));
    m_remarkText->setText(text);
    m_remarkText->setAccessibleName(text);
}

QString CheckForm::told() const { return m_remark->isHidden() ? QString() : m_remarkText->text(); }

void CheckForm::setHintShown(bool isShown) { m_hint->setVisible(isShown); }

void CheckForm::focusFirst()
{
    if (m_kind == Kind::Server)
        m_address->setFocus();
    else if (m_kind == Kind::Files)
        m_fileLine->setFocus();
    else
        m_purpose->setFocus();
}

}  // namespace ui
