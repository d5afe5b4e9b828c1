// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/forms/credentials_model.h"

#include "core/x509/bundle.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

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

void planIdentity(const CredentialFile& file, Known& known, ImportPlan& plan)
{
    if (!known.add(file.bytes)) {
        plan.skipped
            << QCoreApplication::translate("credentials", "%1 is in the profile already").arg(title(file));
        return;
    }
    const QString name = file.name.isEmpty() ? QCoreApplication::translate("credentials", "Identity")
                                             : QFileInfo(file.name).completeBaseName();
    plan.credentials.push_back({QString(pkcs12Type), file.bytes, name, file.name});
}

void planCertificates(const CredentialFile& file, Known& known, ImportPlan& plan)
{
    const auto certificates = x509::readCertificates(file.bytes);
    if (!certificates) {
        plan.problems << title(file) + u": "_s + certificates.error().message;
        return;
    }
    if (certificates->empty()) {
        plan.problems
            << QCoreApplication::translate("credentials", "%1 holds no certificate").arg(title(file));
        return;
    }
    for (const x509::Certificate& certificate : *certificates) {
        if (!known.add(certificate.der())) {
            plan.skipped << QCoreApplication::translate("credentials", "“%1” is in the profile already")
                                .arg(certificate.displayName());
            continue;
        }
        const QString type(certificate.isSelfSigned() ? rootType : pkcs1Type);
        const bool isAlone = certificates->size() == 1 && !file.name.isEmpty();
        const QString fileName =
            isAlone ? QFileInfo(file.name).completeBaseName() : certificate.displayName();
        plan.credentials.push_back(
            {type, certificate.der(), certificate.displayName(), fileName + u".cer"_s});
    }
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

ImportPlan planImport(const std::vector<CredentialFile>& files, const profile::Profile& profile)
{
    ImportPlan plan;
    Known known(profile);
    for (const CredentialFile& file : files) {
        switch (x509::detectFormat(file.bytes)) {
        case x509::BundleFormat::Pkcs12: planIdentity(file, known, plan); break;
        case x509::BundleFormat::PrivateKey:
            plan.problems
                << QCoreApplication::translate(
                       "credentials",
                       "%1 is a private key; a profile takes it only together with its certificate, "
                       "as a PKCS #12 file (.p12)")
                       .arg(title(file));
            break;
        case x509::BundleFormat::Request:
            plan.problems << QCoreApplication::translate(
                                 "credentials", "%1 is a certificate request; the certificate is what the "
                                                "authority made of it")
                                 .arg(title(file));
            break;
        case x509::BundleFormat::Unknown:
            plan.problems << QCoreApplication::translate(
                                 "credentials", "%1 is neither a certificate nor an identity (DER, PEM, "
                                                "PKCS #7 or PKCS #12)")
                                 .arg(title(file));
            break;
        case x509::BundleFormat::Der:
        case x509::BundleFormat::Pem:
        case x509::BundleFormat::Pkcs7:
        case x509::BundleFormat::Base64: planCertificates(file, known, plan); break;
        }
    }
    return plan;
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
