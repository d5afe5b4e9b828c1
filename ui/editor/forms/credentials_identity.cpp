// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_identity.h"

#include "core/x509/chain.h"
#include "core/x509/key.h"
#include "core/x509/pkcs12.h"
#include "ui/editor/fields/text_field.h"
#include "ui/task.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr int charactersWide = 60;

/// The issuers of `leaf` among `others`, without the root, which a device has from elsewhere.
std::vector<x509::Certificate> issuersOf(const x509::Certificate& leaf,
                                         const std::vector<x509::Certificate>& others)
{
    const std::vector<x509::Chain> chains = x509::buildChains(leaf, others, 1);
    std::vector<x509::Certificate> issuers;
    if (chains.empty())
        return issuers;
    std::copy_if(chains.front().begin(), chains.front().end(), std::back_inserter(issuers),
                 [&](const x509::Certificate& each) { return !(each == leaf) && !each.isSelfSigned(); });
    return issuers;
}

base::Result<NewIdentity> makeIdentity(const LooseKey& loose,
                                       const base::Secret& keyPassphrase,
                                       const base::Secret& passphrase)
{
    const auto key = x509::PrivateKey::read(loose.key->bytes(), keyPassphrase);
    if (!key)
        return key.error();
    const auto own = std::find_if(loose.candidates.begin(), loose.candidates.end(),
                                  [&](const x509::Certificate& each) { return key->fits(each); });
    if (own == loose.candidates.end())
        return base::Error{base::Error::Code::InvalidInput,
                           IdentityDialog::tr("The private key belongs to none of the certificates")};
    auto content = x509::writePkcs12(*key, *own, issuersOf(*own, loose.others), own->displayName(),
                                     passphrase, x509::Pkcs12Target::Compatible);
    if (!content)
        return content.error();
    return NewIdentity{*own, *std::move(content), {}};
}

QString fileNameOf(const x509::Certificate& certificate)
{
    return certificate.displayName().replace(u'/', u'-') + u".p12"_s;
}

}  // namespace

IdentityDialog::IdentityDialog(LooseKey key, QWidget* parent)
    : QDialog(parent)
    , m_key(std::move(key))
    , m_include(new QCheckBox(tr("&Include the passphrase in the profile"), this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Make an identity"));
    auto* explanation = new QLabel(
        m_key.isEncrypted
            ? tr("The encrypted private key and its certificate become one PKCS #12 file that every device "
                 "reads")
            : tr("“%1” and its private key become one PKCS #12 file, encrypted so that every device reads it")
                  .arg(m_key.candidates.front().displayName()),
        this);
    explanation->setWordWrap(true);
    explanation->setMinimumWidth(fontMetrics().averageCharWidth() * charactersWide);
    explanation->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_include->setToolTip(tr("Readable by anyone who has the file: with it goes the private key"));

    auto* fields = new QWidget(this);
    auto* form = new QFormLayout(fields);
    form->setContentsMargins({});
    if (m_key.isEncrypted)
        m_keyPassphrase = addPassphrase(tr("Passphrase of the &key"), fields);
    m_passphrase = addPassphrase(tr("&New passphrase"), fields);
    m_repeated = addPassphrase(tr("&Repeat it"), fields);
    form->addRow(m_include);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(fields);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Make identity"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &IdentityDialog::make);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

QLineEdit* IdentityDialog::addPassphrase(const QString& label, QWidget* form) const
{
    auto* holder = new QWidget(form);
    auto* line = new QLineEdit(holder);
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins({});
    layout->addWidget(line, 1);
    layout->addWidget(makeShowButton(line, holder));
    line->setAccessibleName(QString(label).remove(u'&'));
    auto* caption = new QLabel(label, form);
    caption->setBuddy(line);
    static_cast<QFormLayout*>(form->layout())->addRow(caption, holder);
    connect(line, &QLineEdit::textChanged, this, &IdentityDialog::judge);
    return line;
}

void IdentityDialog::judge()
{
    const bool isRepeated = m_passphrase && m_repeated && m_passphrase->text() == m_repeated->text();
    const bool isDifferent = m_repeated && !m_repeated->text().isEmpty() && !isRepeated;
    say(isDifferent ? tr("The two passphrases differ") : QString());
    const bool isComplete = isRepeated && !m_passphrase->text().isEmpty()
                            && (!m_keyPassphrase || !m_keyPassphrase->text().isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isComplete);
}

void IdentityDialog::make()
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    runThen(
        this,
        [key = m_key, keyPassphrase = m_keyPassphrase ? m_keyPassphrase->text() : QString(),
         passphrase = m_passphrase->text()](const std::stop_token&) {
            return makeIdentity(key, base::Secret(keyPassphrase.toUtf8()), base::Secret(passphrase.toUtf8()));
        },
        [this](const base::Result<NewIdentity>& identity) { take(identity); });
}

void IdentityDialog::take(const base::Result<NewIdentity>& identity)
{
    if (!identity) {
        judge();
        say(identity.error().message);
        return;
    }
    NewIdentity complete = *identity;
    if (m_include->isChecked())
        complete.passphrase = m_passphrase->text();
    accept();
    emit made(complete);
}

void IdentityDialog::say(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

std::vector<plist::Edit> identityEdits(const NewIdentity& identity,
                                       const plist::Document& document,
                                       const QStringList& replaceable,
                                       const profile::Defaults& defaults)
{
    const profile::Profile profile(document.root());
    const QString fileName = fileNameOf(identity.certificate);
    for (const NamedCertificate& named : certificatesIn(profile)) {
        const profile::Payload& payload = profile.payloads()[named.payload];
        // A UUID that stands in the file twice is referred to.
        const bool mayGo =
            replaceable.contains(payload.uuid) && document.text().count(payload.uuid.toUtf8()) == 1;
        if (!mayGo || !(named.certificate == identity.certificate))
            continue;
        std::vector<plist::Edit> edits{
            plist::Edit::set(payload.path / u"PayloadContent", identity.content),
            plist::Edit::set(payload.path / u"PayloadCertificateFileName", fileName),
            plist::Edit::set(payload.path / u"PayloadType", QString(pkcs12Type))};
        if (!identity.passphrase.isEmpty())
            edits.push_back(plist::Edit::set(payload.path / u"Password", identity.passphrase));
        return edits;
    }
    plist::Value payload =
        profile::newCertificatePayload(QString(pkcs12Type), identity.content,
                                       identity.certificate.displayName(), fileName, profile, defaults);
    if (!identity.passphrase.isEmpty())
        payload = payload.with({u"Password"_s}, identity.passphrase);
    return profile::appendPayload(profile, std::move(payload));
}

}  // namespace ui
