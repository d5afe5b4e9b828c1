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

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

constexpr qint64 maxFileBytes = 1024 * 1024;
/// Text of this many characters is no fingerprint, but may be a certificate in PEM or Base64.
constexpr qsizetype shortestCertificate = 256;

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

/// As x509::readFingerprint(), also in braces, as GUIDs are written.
base::Result<QByteArray> fingerprintIn(const QString& text)
{
    const QString trimmed = text.trimmed();
    const bool isBraced = trimmed.startsWith(u'{') && trimmed.endsWith(u'}');
    return x509::readFingerprint(isBraced ? trimmed.mid(1, trimmed.size() - 2) : text);
}

/// How many of `all` chain to `authority`, itself left out.
int followersOf(const x509::Certificate& authority, const std::vector<x509::Certificate>& all)
{
    std::vector<x509::Certificate> chained{authority};
    for (std::size_t issuer = 0; issuer < chained.size(); ++issuer) {
        for (const x509::Certificate& each : all) {
            const bool isKnown = std::find(chained.begin(), chained.end(), each) != chained.end();
            if (!isKnown && each.isIssuedBy(chained[issuer]))
                chained.push_back(each);
        }
    }
    return int(chained.size()) - 1;
}

/// The authority that the others chain to; the first certificate when none is an authority.
std::size_t authorityAmong(const std::vector<x509::Certificate>& all)
{
    std::size_t best = 0;
    int most = -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const int followers = all[i].isAuthority() ? followersOf(all[i], all) : -1;
        if (followers > most) {
            best = i;
            most = followers;
        }
    }
    return best;
}

QString titleOf(const QString& name, const x509::Certificate& certificate)
{
    return QCoreApplication::translate("form", "%1 (%2)").arg(name, certificateRole(certificate));
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
    , m_offered(new ComboBox(this))
    , m_description(new HintLabel({}, this))
{
    m_offered->hide();
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
    layout->addWidget(m_offered, 0, Qt::AlignLeading);
    layout->addWidget(m_description);
    connect(m_edit, &QLineEdit::textChanged, this, &FingerprintField::takeText);
    connect(m_digest, &QComboBox::activated, this, &FingerprintField::takeDigest);
    connect(m_offered, &QComboBox::activated, this,
            [this](int index) { use(m_certificatesOffered[std::size_t(index)]); });
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
    const auto typed = fingerprintIn(m_edit->text());
    const bool fits = m_edit->text().isEmpty() ? bytes.isEmpty() : typed && *typed == bytes;
    if (!fits) {
        const QSignalBlocker blocker(m_edit);
        m_edit->setText(x509::hexWithColons(bytes));
        m_edit->setCursorPosition(0);
        m_isTyped = false;
        offerNone();
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
    const auto bytes = fingerprintIn(m_edit->text());
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
    const auto bytes = fingerprintIn(*text);
    return bytes ? std::optional(plist::Value(*bytes)) : std::nullopt;
}

QString FingerprintField::expected() const { return typeWithArticle(plist::Type::Data); }

void FingerprintField::setName(const QString& name)
{
    m_edit->setAccessibleName(name);
    m_digest->setAccessibleName(tr("%1: hash").arg(name));
    m_offered->setAccessibleName(tr("%1: certificate in the file").arg(name));
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
    m_description->setText(describedDigest(QString::fromLatin1(known->name), known->digest));
}

QString FingerprintField::describedDigest(const QString& digestName, x509::Digest digest) const
{
    for (const NamedCertificate& each : m_certificates()) {
        if (each.certificate.fingerprint(digest) == m_bytes)
            return each.certificate.isAuthority()
                       ? tr("%1, matches %2").arg(digestName, each.name)
                       : tr("%1, matches %2, which is not an authority's certificate")
                             .arg(digestName, each.name);
    }
    if (!m_used || m_used->fingerprint(digest) != m_bytes)
        return tr("%1; no certificate in this profile has this fingerprint").arg(digestName);
    return m_used->isAuthority()
               ? tr("%1 of %2, which is not in this profile").arg(digestName, m_used->displayName())
               : tr("%1 of %2, which is not an authority's certificate; before iOS 16 and macOS 13 a device "
                    "takes only the authority's")
                     .arg(digestName, m_used->displayName());
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
        offer(*certificates);
}

void FingerprintField::offer(const std::vector<x509::Certificate>& certificates)
{
    const std::size_t authority = authorityAmong(certificates);
    use(certificates[authority]);
    m_certificatesOffered = certificates;
    m_offered->clear();
    for (const x509::Certificate& each : certificates)
        m_offered->addItem(titleOf(each.displayName(), each));
    m_offered->setCurrentIndex(int(authority));
    m_offered->setVisible(certificates.size() > 1);
}

void FingerprintField::offerNone()
{
    m_certificatesOffered.clear();
    m_offered->hide();
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
    offerNone();
    if (text.trimmed().isEmpty()) {
        emit rejected({});
        submit({});
        return;
    }
    const auto bytes = fingerprintIn(text);
    if (!bytes && text.size() >= shortestCertificate) {
        const auto certificates = x509::readCertificates(text.toLatin1());
        if (certificates && !certificates->empty())
            offer(*certificates);
        else
            emit rejected(certificates ? bytes.error().message : certificates.error().message);
        return;
    }
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
    if (m_used && m_used->fingerprint(known->digest) == m_bytes) {
        use(*m_used);
        return;
    }
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
        QString text = titleOf(each.name, each.certificate);
        text.replace(u'&', u"&&"_s);
        m_menu->addAction(text, this, [this, certificate = each.certificate] {
            offerNone();
            use(certificate);
        });
    }
    if (m_menu->isEmpty())
        m_menu->addAction(tr("This profile has no certificate"))->setEnabled(false);
}

void FingerprintField::use(x509::Certificate certificate)
{
    const QByteArray fingerprint = certificate.fingerprint(digest());
    const QSignalBlocker blocker(m_edit);
    m_edit->setText(x509::hexWithColons(fingerprint));
    m_edit->setCursorPosition(0);
    m_isTyped = false;
    m_used = std::move(certificate);
    emit rejected({});
    submit(plist::Value(fingerprint));
    emit committed();
    describe();
}

void FingerprintField::chooseFile()
{
    askForFile(this, tr("Certificate to take the fingerprint of"), certificateFilter(),
               [this](const QString& path) { readFile(path); });
}

x509::Digest FingerprintField::digest() const { return offeredDigests[m_digest->currentIndex()].digest; }

}  // namespace ui
