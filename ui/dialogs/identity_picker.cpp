// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/identity_picker.h"

#include "core/base/save_file.h"
#include "ui/task.h"
#include "ui/widgets/path_edit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr qint64 maxIdentityBytes = qint64{4} * 1024 * 1024;

/// What the fields say, so that a worker thread needs no widget.
struct Chosen
{
    bool pkcs12 = true;
    QString certificate;  ///< or the PKCS #12 file
    QString key;
    QString chain;
    std::shared_ptr<base::Secret> passphrase;
};

base::Result<QByteArray> optionalFile(const QString& path)
{
    return path.isEmpty() ? base::Result<QByteArray>(QByteArray()) : base::loadFile(path, maxIdentityBytes);
}

base::Result<IdentityPicker::Opened> open(const Chosen& chosen)
{
    const auto shared = [](base::Result<sign::Identity> identity) -> base::Result<IdentityPicker::Opened> {
        if (!identity)
            return identity.error();
        return std::make_shared<const sign::Identity>(*std::move(identity));
    };
    const auto certificate = base::loadFile(chosen.certificate, maxIdentityBytes);
    if (!certificate)
        return certificate.error();
    if (chosen.pkcs12)
        return shared(sign::Identity::fromPkcs12(*certificate, *chosen.passphrase));
    const auto key = base::loadFile(chosen.key, maxIdentityBytes);
    if (!key)
        return key.error();
    const auto chain = optionalFile(chosen.chain);
    if (!chain)
        return chain.error();
    return shared(sign::Identity::fromFiles(*certificate, *key, *chain, *chosen.passphrase));
}

QLineEdit* makePassphrase(const QString& label, QWidget* parent)
{
    auto* line = new QLineEdit(parent);
    line->setEchoMode(QLineEdit::Password);
    line->setAccessibleName(label);
    return line;
}

/// One width for the labels of every group in the dialog, so that the fields stand below each other.
int labelWidth(const QWidget& widget) { return widget.fontMetrics().averageCharWidth() * 20; }

void addRow(QFormLayout* form, const QString& label, QWidget* field)
{
    auto* text = new QLabel(label, field->parentWidget());
    text->setBuddy(field);
    text->setMinimumWidth(labelWidth(*text));
    form->addRow(text, field);
}

}  // namespace

IdentityPicker::IdentityPicker(QWidget* parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_pkcs12Page(makePkcs12Page())
    , m_pemPage(makePemPage())
    , m_state(new QLabel(this))
{
    m_kind->addItems({tr("PKCS #12 file (.p12, .pfx)"), tr("Certificate and key files (PEM or DER)")});
    m_kind->setAccessibleName(tr("Identity from"));
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setAccessibleName(tr("State of the identity"));

    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    addRow(form, tr("Identity &from"), m_kind);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addWidget(m_pkcs12Page);
    column->addWidget(m_pemPage);
    column->addWidget(m_state);

    const auto showPage = [this](int index) {
        m_pkcs12Page->setVisible(index == 0);
        m_pemPage->setVisible(index == 1);
        reopen();
    };
    connect(m_kind, &QComboBox::currentIndexChanged, this, showPage);
    showPage(0);
}

QWidget* IdentityPicker::makePkcs12Page()
{
    auto* page = new QWidget(this);
    m_pkcs12 = new PathEdit(PathEdit::Purpose::Open, tr("Identity file"),
                            tr("Identities (*.p12 *.pfx);;All files (*)"), page);
    m_pkcs12Passphrase = makePassphrase(tr("Passphrase"), page);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    addRow(form, tr("&Identity file"), m_pkcs12);
    addRow(form, tr("&Passphrase"), m_pkcs12Passphrase);
    connect(m_pkcs12, &PathEdit::pathChanged, this, &IdentityPicker::reopen);
    connect(m_pkcs12Passphrase, &QLineEdit::textChanged, this, &IdentityPicker::reopen);
    return page;
}

QWidget* IdentityPicker::makePemPage()
{
    auto* page = new QWidget(this);
    const QString certificates = tr("Certificates (*.pem *.crt *.cer *.der *.p7b);;All files (*)");
    m_certificate = new PathEdit(PathEdit::Purpose::Open, tr("Certificate"), certificates, page);
    m_key = new PathEdit(PathEdit::Purpose::Open, tr("Private key"), tr("Keys (*.pem *.key);;All files (*)"),
                         page);
    m_keyPassphrase = makePassphrase(tr("Key passphrase"), page);
    m_chain = new PathEdit(PathEdit::Purpose::Open, tr("Chain"), certificates, page);
    m_chain->lineEdit()->setPlaceholderText(tr("Optional: the certificates above it"));
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    addRow(form, tr("Certific&ate"), m_certificate);
    addRow(form, tr("Private &key"), m_key);
    addRow(form, tr("Key &passphrase"), m_keyPassphrase);
    addRow(form, tr("C&hain"), m_chain);
    for (PathEdit* edit : {m_certificate, m_key, m_chain})
        connect(edit, &PathEdit::pathChanged, this, &IdentityPicker::reopen);
    connect(m_keyPassphrase, &QLineEdit::textChanged, this, &IdentityPicker::reopen);
    return page;
}

bool IdentityPicker::isPkcs12() const { return m_kind->currentIndex() == 0; }

QStringList IdentityPicker::files() const
{
    if (isPkcs12())
        return {m_pkcs12->path()};
    return {m_certificate->path(), m_key->path(), m_chain->path()};
}

void IdentityPicker::setFiles(const QStringList& files)
{
    constexpr qsizetype separate = 3;
    if (files.size() == 1) {
        m_kind->setCurrentIndex(0);
        m_pkcs12->setPath(files.first());
    } else if (files.size() == separate) {
        m_kind->setCurrentIndex(1);
        m_certificate->setPath(files[0]);
        m_key->setPath(files[1]);
        m_chain->setPath(files[2]);
    }
}

std::optional<Obstacle> IdentityPicker::obstacle() const
{
    if (m_identity)
        return std::nullopt;
    return Obstacle{m_state->text().section(u'\n', 0, 0), m_missing};
}

void IdentityPicker::tell(Tone tone, const QString& text, QWidget* field)
{
    QPalette tinted;
    if (tone == Tone::Error)
        tinted.setColor(QPalette::WindowText, toneColor(tone, palette()));
    m_state->setPalette(tinted);
    m_state->setText(text);
    m_missing = field;
    emit stateChanged();
}

void IdentityPicker::reopen()
{
    const bool pkcs12 = isPkcs12();
    Chosen chosen{
        pkcs12, pkcs12 ? m_pkcs12->path() : m_certificate->path(), m_key->path(), m_chain->path(),
        std::make_shared<base::Secret>((pkcs12 ? m_pkcs12Passphrase : m_keyPassphrase)->text().toUtf8())};
    m_stop.request_stop();
    const int generation = ++m_generation;
    if (m_identity) {
        m_identity.reset();
        emit identityChanged();
    }
    if (chosen.certificate.isEmpty() || (!pkcs12 && chosen.key.isEmpty())) {
        const PathEdit* empty = pkcs12 ? m_pkcs12 : chosen.certificate.isEmpty() ? m_certificate : m_key;
        return tell(Tone::Info,
                    pkcs12 ? tr("Choose the file that holds the signer's certificate and key")
                           : tr("Choose the signer's certificate and its private key"),
                    empty->lineEdit());
    }
    tell(Tone::Info, tr("Opening…"), nullptr);
    m_stop = runThen(
        this, [chosen](const std::stop_token&) { return open(chosen); },
        [this, generation](const base::Result<Opened>& result) {
            if (generation == m_generation)  // the fields have not changed since
                took(result);
        });
}

void IdentityPicker::took(const base::Result<Opened>& result)
{
    if (!result) {
        const base::Error& error = result.error();
        QLineEdit* passphrase = isPkcs12() ? m_pkcs12Passphrase : m_keyPassphrase;
        const bool isDenied = error.code == base::Error::Code::Denied;
        // Nobody has been wrong yet.
        if (isDenied && passphrase->text().isEmpty())
            return tell(Tone::Info, tr("Enter the passphrase of the identity"), passphrase);
        return tell(Tone::Error, error.hint.isEmpty() ? error.message : error.message + u'\n' + error.hint,
                    isDenied     ? passphrase
                    : isPkcs12() ? m_pkcs12->lineEdit()
                                 : m_certificate->lineEdit());
    }
    m_identity = *result;
    const x509::Certificate& certificate = m_identity->certificate;
    tell(Tone::Info,
         tr("%1, issued by %2, valid until %3")
             .arg(certificate.displayName(),
                  certificate.isSelfSigned() ? tr("itself") : certificate.issuer().toString(),
                  QLocale().toString(certificate.notAfter().date(), QLocale::ShortFormat)),
         nullptr);
    emit identityChanged();
}

}  // namespace ui
