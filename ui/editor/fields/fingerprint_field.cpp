// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/fields/fingerprint_field.h"

#include "core/base/save_file.h"
#include "core/x509/bundle.h"
#include "ui/editor/fields/any_field.h"
#include "ui/editor/fields/combo_box.h"
#include "ui/editor/fields/hint_label.h"
#include "ui/editor/forms/file_dialog.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qint64 maxFileBytes = 1024 * 1024;

struct DigestName
{
    x509::Digest digest;
    int bytes;
    const char* name;
};
/// In the order offered; a device of any age takes the first two.
constexpr DigestName offeredDigests[] = {
    {x509::Digest::Sha1, 20, "SHA-1"}, {x509::Digest::Md5, 16, "MD5"}, {x509::Digest::Sha256, 32, "SHA-256"}};
constexpr DigestName otherDigests[] = {{x509::Digest::Sha224, 28, "SHA-224"},
                                       {x509::Digest::Sha384, 48, "SHA-384"},
                                       {x509::Digest::Sha512, 64, "SHA-512"}};

const DigestName* digestOfLength(qsizetype bytes)
{
    for (const DigestName& each : offeredDigests) {
        if (each.bytes == bytes)
            return &each;
    }
    for (const DigestName& each : otherDigests) {
        if (each.bytes == bytes)
            return &each;
    }
    return nullptr;
}

}  // namespace

FingerprintField::FingerprintField(Certificates certificates, QWidget* parent)
    : Field(parent)
    , m_certificates(std::move(certificates))
    , m_edit(new QLineEdit(this))
    , m_digest(new ComboBox(this))
    , m_fromFile(new QToolButton(this))
    , m_fromProfile(new QPushButton(this))
    , m_menu(new QMenu(this))
    , m_description(new HintLabel({}, this))
{
    m_edit->setPlaceholderText(tr("Hex or Base64"));
    for (const DigestName& each : offeredDigests)
        m_digest->addItem(QString::fromLatin1(each.name));
    m_fromFile->setText(tr("From file…"));
    m_fromProfile->setText(tr("From a certificate in this profile"));
    m_fromProfile->setAutoDefault(false);
    m_fromProfile->setMenu(m_menu);
    m_fromFile->setFocusPolicy(Qt::TabFocus);
    m_fromFile->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setFocusProxy(m_edit);

    auto* line = new QHBoxLayout;
    line->setContentsMargins({});
    line->addWidget(m_edit, 1);
    line->addWidget(m_digest);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins({});
    buttons->addWidget(m_fromFile);
    buttons->addWidget(m_fromProfile);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addLayout(buttons);
    layout->addWidget(m_description);
    connect(m_edit, &QLineEdit::textChanged, this, &FingerprintField::takeText);
    connect(m_digest, &QComboBox::activated, this, &FingerprintField::takeDigest);
    connect(m_fromFile, &QToolButton::clicked, this, &FingerprintField::chooseFile);
    connect(m_menu, &QMenu::aboutToShow, this, &FingerprintField::fillMenu);
}

bool FingerprintField::canShow(const plist::Value& value) const { return value.type() == plist::Type::Data; }

void FingerprintField::setValue(const plist::Value* value)
{
    const QByteArray bytes = value ? *value->as<QByteArray>() : QByteArray();
    const bool isNew = bytes != m_bytes || m_isSet != (value != nullptr);
    m_bytes = bytes;
    m_isSet = value != nullptr;
    if (isTextKept()) {
        describe();
        return;
    }
    const auto typed = x509::readFingerprint(m_edit->text());
    const bool fits = m_edit->text().isEmpty() ? bytes.isEmpty() : typed && *typed == bytes;
    if (isNew && !fits) {
        const QSignalBlocker blocker(m_edit);
        m_edit->setText(x509::hexWithColons(bytes));
        m_edit->setCursorPosition(0);
        m_isTyped = false;
    }
    if (isNew && !m_isTyped)
        showDigest(bytes.size());
    describe();
}

void FingerprintField::showDigest(qsizetype bytes)
{
    const DigestName* known = digestOfLength(bytes);
    const int index = known ? m_digest->findText(QString::fromLatin1(known->name)) : -1;
    if (index >= 0)
        m_digest->setCurrentIndex(index);
}

void FingerprintField::commit()
{
    if (!std::exchange(m_isTyped, false))
        return;
    const auto bytes = x509::readFingerprint(m_edit->text());
    if (!bytes)
        return;
    showDigest(bytes->size());
    emit rejected({});
    submit(plist::Value(*bytes));
}

std::optional<plist::Value> FingerprintField::converted(const plist::Value& value) const
{
    const auto* text = value.as<QString>();
    if (!text)
        return {};
    const auto bytes = x509::readFingerprint(*text);
    return bytes ? std::optional(plist::Value(*bytes)) : std::nullopt;
}

QString FingerprintField::expected() const { return typeWithArticle(plist::Type::Data); }

void FingerprintField::setName(const QString& name)
{
    m_edit->setAccessibleName(name);
    m_digest->setAccessibleName(tr("%1: hash").arg(name));
}

void FingerprintField::describe()
{
    m_description->setVisible(m_isSet);
    if (!m_isSet)
        return;
    const DigestName* known = digestOfLength(m_bytes.size());
    if (!known) {
        m_description->setText(
            tr("%n byte(s): no hash that a device knows has this length", nullptr, int(m_bytes.size())));
        return;
    }
    const QString name = QString::fromLatin1(known->name);
    for (const NamedCertificate& each : m_certificates()) {
        if (each.certificate.fingerprint(known->digest) == m_bytes) {
            m_description->setText(tr("%1, matches %2").arg(name, each.name));
            return;
        }
    }
    m_description->setText(tr("%1, of no certificate in this profile").arg(name));
}

void FingerprintField::readFile(const QString& filePath)
{
    const auto bytes = base::loadFile(filePath, maxFileBytes);
    if (!bytes) {
        emit failed(bytes.error().message);
        return;
    }
    const auto certificates = x509::readCertificates(*bytes);
    if (!certificates)
        emit failed(certificates.error().message);
    else if (certificates->empty())
        emit failed(tr("There is no certificate in this file"));
    else
        use(certificates->front());
}

bool FingerprintField::mayGoOn(const QByteArray& typed) const
{
    const bool isKnown = m_isSet && typed == m_bytes;
    return digestOfLength(typed.size())->digest == x509::Digest::Md5 && digest() != x509::Digest::Md5
           && m_edit->hasFocus() && !isKnown;
}

void FingerprintField::takeText(const QString& text)
{
    m_isTyped = true;
    if (text.trimmed().isEmpty()) {
        emit rejected({});
        submit({});
        return;
    }
    const auto bytes = x509::readFingerprint(text);
    if (!bytes) {
        emit rejected(bytes.error().message);
        return;
    }
    if (mayGoOn(*bytes)) {
        emit rejected(tr("Sixteen bytes: taken for an MD5 fingerprint when you leave the field"));
        return;
    }
    emit rejected({});
    submit(plist::Value(*bytes));
    if (!m_edit->hasFocus())
        commit();
}

void FingerprintField::takeDigest()
{
    emit failed({});
    if (m_isTyped && digest() == x509::Digest::Md5) {
        takeText(m_edit->text());
        return;
    }
    const DigestName* known = m_isSet ? digestOfLength(m_bytes.size()) : nullptr;
    if (!known)
        return;
    for (const NamedCertificate& each : m_certificates()) {
        if (each.certificate.fingerprint(known->digest) == m_bytes) {
            use(each.certificate);
            return;
        }
    }
}

void FingerprintField::fillMenu()
{
    m_menu->clear();
    for (const NamedCertificate& each : m_certificates()) {
        QString text = tr("%1 (%2)").arg(each.name, certificateRole(each.certificate));
        text.replace(u'&', u"&&"_s);
        m_menu->addAction(text, this, [this, certificate = each.certificate] { use(certificate); });
    }
    if (m_menu->isEmpty())
        m_menu->addAction(tr("This profile has no certificate"))->setEnabled(false);
}

void FingerprintField::use(const x509::Certificate& certificate)
{
    const QByteArray fingerprint = certificate.fingerprint(digest());
    const QSignalBlocker blocker(m_edit);
    m_edit->setText(x509::hexWithColons(fingerprint));
    m_edit->setCursorPosition(0);
    m_isTyped = false;
    emit rejected({});
    submit(plist::Value(fingerprint));
    emit committed();
}

void FingerprintField::chooseFile()
{
    askForFile(this, tr("Certificate to take the fingerprint of"), certificateFilter(),
               [this](const QString& path) { readFile(path); });
}

x509::Digest FingerprintField::digest() const { return offeredDigests[m_digest->currentIndex()].digest; }

}  // namespace ui
