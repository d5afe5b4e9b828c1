// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"
#include "core/x509/bundle.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

using x509::BundleFormat;

QString expected(const profile::Payload& payload)
{
    if (payload.type == u"com.apple.security.pkcs12")
        return u"PKCS #12"_s;
    return payload.type == u"com.apple.security.pem" ? u"PEM"_s : u"DER"_s;
}

QString nameOfFormat(BundleFormat format)
{
    switch (format) {
    case BundleFormat::Der: return u"DER"_s;
    case BundleFormat::Pem: return u"PEM"_s;
    case BundleFormat::Pkcs7: return u"PKCS #7"_s;
    case BundleFormat::Pkcs12: return u"PKCS #12"_s;
    case BundleFormat::PrivateKey: return QCoreApplication::translate("lint", "A private key");
    case BundleFormat::Request: return QCoreApplication::translate("lint", "A certificate request");
    case BundleFormat::Base64: return QCoreApplication::translate("lint", "Base64 text");
    case BundleFormat::Unknown: break;
    }
    return QCoreApplication::translate("lint", "Not a certificate");
}

/// One certificate in DER with blanks or zeros behind it, which is no DER any more.
bool hasPadding(const Credential& credential)
{
    return credential.format == BundleFormat::Der && credential.certificates.size() == 1
           && credential.certificates.front().der().size() < credential.bytes.size();
}

bool isRight(const profile::Payload& payload, const Credential& credential)
{
    const BundleFormat format = credential.format;
    if (payload.type == u"com.apple.security.pkcs12") {
        const bool isBroken =
            credential.pkcs12Error && credential.pkcs12Error->code == base::Error::Code::InvalidInput;
        return format == BundleFormat::Pkcs12 && credential.protection && !isBroken;
    }
    if (credential.certificates.empty())
        return false;
    // PEM where DER belongs is certificate-type's, several in DER certificate-several's.
    return format == BundleFormat::Pem
           || (format == BundleFormat::Der && payload.type != u"com.apple.security.pem"
               && !hasPadding(credential));
}

report::Fix changeType(const profile::Payload& payload,
                       const QString& type,
                       std::optional<QByteArray> content = {})
{
    std::vector<plist::Edit> edits{plist::Edit::set(payload.path / u"PayloadType", type)};
    if (content)
        edits.push_back(plist::Edit::set(payload.path / u"PayloadContent", *std::move(content)));
    if (payload.dict->contains(u"Password"))
        edits.push_back(plist::Edit::remove(payload.path / u"Password"));
    return {QCoreApplication::translate("lint", "Change the payload type to %1").arg(type), std::move(edits)};
}

report::Fix changeContent(const profile::Payload& payload, const QByteArray& content)
{
    return {QCoreApplication::translate("lint", "Store it as %1").arg(expected(payload)),
            {plist::Edit::set(payload.path / u"PayloadContent", content)}};
}

/// The one certificate of another format, as the payload type wants it.
std::optional<report::Fix> repackCertificate(const Subject& subject,
                                             const profile::Payload& payload,
                                             const Credential& credential)
{
    const x509::Certificate& certificate = credential.certificates.front();
    if (payload.type == u"com.apple.security.pem")
        return changeContent(payload, certificate.pem());
    const QString type = typeFor(certificate);
    if (payload.type == type)
        return changeContent(payload, certificate.der());
    return mayBecome(subject, payload, type) ? std::optional(changeType(payload, type, certificate.der()))
                                             : std::nullopt;
}

std::optional<report::Fix> mend(const Subject& subject,
                                const profile::Payload& payload,
                                const Credential& credential)
{
    const bool isIdentity = payload.type == u"com.apple.security.pkcs12";
    const QString pkcs12 = u"com.apple.security.pkcs12"_s;
    if (credential.format == BundleFormat::Pkcs12)
        return !isIdentity && credential.protection && mayBecome(subject, payload, pkcs12)
                   ? std::optional(changeType(payload, pkcs12))
                   : std::nullopt;
    if (credential.format == BundleFormat::Base64 && isIdentity) {
        const QByteArray decoded = QByteArray::fromBase64(credential.bytes);
        return x509::detectFormat(decoded) == BundleFormat::Pkcs12
                   ? std::optional(changeContent(payload, decoded))
                   : std::nullopt;
    }
    if (credential.certificates.size() != 1)
        return std::nullopt;
    return repackCertificate(subject, payload, credential);
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    const plist::Value* content = payload->dict->find(u"PayloadContent");
    if (!credential || credential->isToken || credential->isText || !content
        || content->type() != plist::Type::Data || isRight(*payload, *credential))
        return;
    const bool isBroken = nameOfFormat(credential->format) == expected(*payload);
    found({.path = payload->path / u"PayloadContent",
           .message = QCoreApplication::translate(
               "lint",
               "The content is not what the payload type says: a device is expected to refuse the profile "
               "with MCCertificateErrorDomain 9005"),
           .measured = credential->bytes.isEmpty() ? QCoreApplication::translate("lint", "No data")
                       : hasPadding(*credential)   ? QCoreApplication::translate(
                               "lint", "%n byte(s) after the certificate", nullptr,
                               static_cast<int>(credential->bytes.size()
                                              - credential->certificates.front().der().size()))
                       : isBroken ? QCoreApplication::translate("lint", "Damaged %1").arg(expected(*payload))
                                  : nameOfFormat(credential->format),
           .required = expected(*payload),
           .fix = mend(subject, *payload, *credential)});
}

}  // namespace

constinit const Rule certificate_unreadable{
    .id = "certificate-unreadable",
    .title = QT_TRANSLATE_NOOP("lint", "A certificate payload holds what its type says"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Certificate,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
