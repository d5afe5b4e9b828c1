// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_model.h"

#include "core/sign/open.h"
#include "core/x509/bundle.h"
#include "core/x509/key.h"
#include "core/x509/pem.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace ui {

namespace {

QString title(const CredentialFile& file)
{
    return file.name.isEmpty() ? QCoreApplication::translate("credentials", "The pasted text") : file.name;
}

/// What the profile and the plan hold already, to say so instead of adding it twice.
class Known
{
public:
    explicit Known(const profile::Profile& profile)
    {
        for (const NamedCertificate& named : certificatesIn(profile))
            m_contents.insert(named.certificate.der());
        for (const profile::Payload& payload : profile.payloads()) {
            if (payload.type == pkcs12Type)
                m_contents.insert(credentialBytes(*payload.dict));
        }
    }
    /// False when `content` was known before.
    bool add(const QByteArray& content)
    {
        const auto before = m_contents.size();
        m_contents.insert(content);
        return m_contents.size() != before;
    }

private:
    QSet<QByteArray> m_contents;
};

/// Goes through the files one by one and keeps what they hold in common.
class Planner
{
public:
    explicit Planner(const profile::Profile& profile) : m_profile(profile), m_known(profile) {}

    void add(const CredentialFile& file);
    [[nodiscard]] ImportPlan take();

private:
    struct FoundKey
    {
        QString source;
        std::shared_ptr<const base::Secret> key;
        bool isEncrypted;
        bool isAlone;  ///< no certificate in the same file
    };

    void addIdentity(const CredentialFile& file);
    void addCertificates(const CredentialFile& file);
    bool addProfile(const CredentialFile& file);
    void addKeys(const CredentialFile& file, bool areAlone);
    void resolve(const FoundKey& found);
    [[nodiscard]] std::vector<x509::Certificate> owners(const x509::PrivateKey& key) const;

    const profile::Profile& m_profile;
    Known m_known;
    ImportPlan m_plan;
    std::vector<x509::Certificate> m_certificates;  ///< of all files, those the profile has already too
    std::vector<FoundKey> m_keys;
};

void Planner::addIdentity(const CredentialFile& file)
{
    if (!m_known.add(file.bytes)) {
        m_plan.skipped
            << QCoreApplication::translate("credentials", "%1 is in the profile already").arg(title(file));
        return;
    }
    m_plan.credentials.push_back(
        {QString(pkcs12Type), file.bytes, defaultIdentityName(file.name), file.name});
}

void Planner::addCertificates(const CredentialFile& file)
{
    const auto certificates = x509::readCertificates(file.bytes);
    if (!certificates) {
        m_plan.problems << title(file) + u": "_s + certificates.error().message;
        return;
    }
    for (const x509::Certificate& certificate : *certificates) {
        m_certificates.push_back(certificate);
        if (!m_known.add(certificate.der())) {
            m_plan.skipped << QCoreApplication::translate("credentials", "“%1” is in the profile already")
                                  .arg(certificate.displayName());
            continue;
        }
        const QString type(certificate.isSelfSigned() ? rootType : pkcs1Type);
        const bool isAlone = certificates->size() == 1 && !file.name.isEmpty();
        const QString fileName =
            isAlone ? QFileInfo(file.name).completeBaseName() : certificate.displayName();
        m_plan.credentials.push_back(
            {type, certificate.der(), certificate.displayName(), fileName + u".cer"_s});
    }
    addKeys(file, false);
}

void Planner::addKeys(const CredentialFile& file, bool areAlone)
{
    for (x509::EncodedPrivateKey& key : x509::privateKeysIn(file.bytes))
        m_keys.push_back({title(file), std::make_shared<const base::Secret>(std::move(key.bytes)),
                          key.isEncrypted, areAlone});
}

/// False when the file is no profile.
bool Planner::addProfile(const CredentialFile& file)
{
    const auto opened = sign::open(file.bytes);
    if (!opened)
        return false;
    const profile::Profile profile(opened->document.root());
    if (!profile.isProfile())
        return false;
    bool isEmpty = true;
    for (const profile::Payload& payload : profile.payloads()) {
        const QByteArray bytes = isCredentialsType(payload.type)
                                     ? x509::withoutArmour(credentialBytes(*payload.dict))
                                     : QByteArray();
        if (bytes.isEmpty())
            continue;
        isEmpty = false;
        const auto* name = payload.dict->get<QString>(u"PayloadCertificateFileName");
        const CredentialFile inner{name ? *name : payload.displayName, bytes};
        if (x509::detectFormat(bytes) == x509::BundleFormat::Pkcs12)
            addIdentity(inner);
        else
            addCertificates(inner);
    }
    if (isEmpty)
        m_plan.problems << QCoreApplication::translate(
                               "credentials",
                               "%1 is a configuration profile without certificates or identities")
                               .arg(title(file));
    return true;
}

void Planner::add(const CredentialFile& file)
{
    const CredentialFile bare{file.name, x509::withoutArmour(file.bytes)};
    switch (x509::detectFormat(bare.bytes)) {
    case x509::BundleFormat::Pkcs12: addIdentity(bare); break;
    case x509::BundleFormat::PrivateKey: addKeys(file, true); break;
    case x509::BundleFormat::Request:
        m_plan.problems << QCoreApplication::translate(
                               "credentials", "%1 is a certificate request; the certificate is what the "
                                              "authority made of it")
                               .arg(title(file));
        break;
    case x509::BundleFormat::Unknown:
        if (x509::hasPem(file.bytes))
            addCertificates(file);
        else if (!addProfile(file))
            m_plan.problems << QCoreApplication::translate(
                                   "credentials", "%1 is neither a certificate nor an identity (DER, PEM, "
                                                  "PKCS #7 or PKCS #12)")
                                   .arg(title(file));
        break;
    case x509::BundleFormat::Pkcs7:
        // A signed profile is PKCS #7 too, and its signer's certificates are not what is meant.
        if (!addProfile(file))
            addCertificates(file);
        break;
    case x509::BundleFormat::Base64:
        // Without armour, a private key may hide in it as well.
        if (const bool isKey = !x509::privateKeysIn(file.bytes).empty(); isKey)
            addKeys(file, true);
        else
            addCertificates(file);
        break;
    case x509::BundleFormat::Der:
    case x509::BundleFormat::Pem: addCertificates(file); break;
    }
}

std::vector<x509::Certificate> Planner::owners(const x509::PrivateKey& key) const
{
    for (const x509::Certificate& certificate : m_certificates) {
        if (key.fits(certificate))
            return {certificate};
    }
    for (const NamedCertificate& named : certificatesIn(m_profile)) {
        if (key.fits(named.certificate))
            return {named.certificate};
    }
    return {};
}

void Planner::resolve(const FoundKey& found)
{
    std::vector<x509::Certificate> candidates = m_certificates;
    if (!found.isEncrypted) {
        const auto key = x509::PrivateKey::read(found.key->bytes(), {});
        if (!key) {
            m_plan.problems << found.source + u": "_s + key.error().message;
            return;
        }
        candidates = owners(*key);
    }
    if (!candidates.empty()) {
        m_plan.keys.push_back(
            {found.source, found.key, found.isEncrypted, std::move(candidates), m_certificates});
        return;
    }
    m_plan.problems
        << (found.isAlone
                ? QCoreApplication::translate(
                    "credentials", "%1 is a private key; a profile takes it only together with its "
                                   "certificate, as a PKCS #12 file (.p12)")
                : QCoreApplication::translate(
                    "credentials",
                    "%1 holds a private key that belongs to none of the certificates; it was left out"))
               .arg(found.source);
}

ImportPlan Planner::take()
{
    for (const FoundKey& key : m_keys)
        resolve(key);
    return std::move(m_plan);
}

}  // namespace

bool isCredentialsType(const QString& type)
{
    return type == rootType || type == pkcs1Type || type == pemType || type == pkcs12Type;
}

QByteArray credentialBytes(const plist::Dict& payload)
{
    const plist::Value* content = payload.find(u"PayloadContent");
    if (!content)
        return {};
    if (const auto* data = content->as<QByteArray>())
        return *data;
    if (const auto* text = content->as<QString>())
        return text->toUtf8();
    return {};
}

std::vector<NamedCertificate> certificatesIn(const profile::Profile& profile)
{
    std::vector<NamedCertificate> found;
    const auto& payloads = profile.payloads();
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        const profile::Payload& payload = payloads[i];
        if (!isCredentialsType(payload.type) || payload.type == pkcs12Type)
            continue;
        const auto certificates = x509::readCertificates(credentialBytes(*payload.dict));
        if (!certificates)
            continue;
        for (const x509::Certificate& certificate : *certificates) {
            const bool isOnly = certificates->size() == 1 && !payload.displayName.isEmpty();
            found.push_back({isOnly ? payload.displayName : certificate.displayName(), i, certificate});
        }
    }
    return found;
}

QString certificateRole(const x509::Certificate& certificate)
{
    if (certificate.isSelfSigned())
        return certificate.isAuthority() ? QCoreApplication::translate("credentials", "Root")
                                         : QCoreApplication::translate("credentials", "Self-signed");
    return certificate.isAuthority() ? QCoreApplication::translate("credentials", "Intermediate")
                                     : QCoreApplication::translate("credentials", "Leaf");
}

QString whatWasLeftOut(const LooseKey& key)
{
    if (key.isEncrypted)
        return QCoreApplication::translate(
                   "credentials", "%1 holds an encrypted private key, which was not added: a profile "
                                  "takes it only with its certificate, as a PKCS #12 identity")
            .arg(key.source);
    return QCoreApplication::translate("credentials",
                                       "%1 holds the private key of “%2”, which was not added: a profile "
                                       "takes it only with its certificate, as a PKCS #12 identity")
        .arg(key.source, key.candidates.front().displayName());
}

QString defaultIdentityName(const QString& fileName)
{
    return fileName.isEmpty() ? QCoreApplication::translate("credentials", "Identity")
                              : QFileInfo(fileName).completeBaseName();
}

ImportPlan planImport(const std::vector<CredentialFile>& files, const profile::Profile& profile)
{
    Planner planner(profile);
    for (const CredentialFile& file : files)
        planner.add(file);
    return planner.take();
}

std::vector<plist::Edit> importEdits(const ImportPlan& plan,
                                     const plist::Value& root,
                                     const profile::Defaults& defaults)
{
    std::vector<plist::Edit> edits;
    // Every payload is made against the profile with the ones before it, so that identifiers differ.
    plist::Value grown = root;
    for (const NewCredential& credential : plan.credentials) {
        const profile::Profile profile(grown);
        const auto added = profile::appendPayload(
            profile,
            profile::newCertificatePayload(credential.type, credential.content, credential.displayName,
                                           credential.fileName, profile, defaults));
        for (const plist::Edit& edit : added) {
            if (edit.value)
                grown = grown.with(edit.path, *edit.value);
            edits.push_back(edit);
        }
    }
    return edits;
}

}  // namespace ui
