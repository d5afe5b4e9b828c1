// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>
#include <QSet>

namespace lint::rules {

namespace {

/// The root that `payload` installs; null when it installs none.
const x509::Certificate* rootIn(const Subject& subject, const profile::Payload& payload)
{
    if (!isCertificatePayload(payload))
        return nullptr;
    const Credential* credential = subject.credential(payload);
    // A payload takes a certificate as it is; what it does with a PKCS #7 bundle is certificate-unreadable.
    const bool isTaken =
        credential && isRead(*credential)
        && (credential->format == x509::BundleFormat::Der || credential->format == x509::BundleFormat::Pem);
    if (!isTaken || !credential->certificates.front().isSelfIssued())
        return nullptr;
    return &credential->certificates.front();
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const schema::Target& target = subject.context().target;
    const bool hasSwitch =
        target.platform == schema::Platform::Ios || target.platform == schema::Platform::Visionos;
    if (!hasSwitch || !target.manualInstall)
        return;
    QSet<QByteArray> said;  // there is one switch a root
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const x509::Certificate* root = rootIn(subject, payload);
        if (!root || said.contains(root->der()))
            continue;
        said.insert(root->der());
        found({.path = payload.path / u"PayloadContent",
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "Installed by hand, the root \"%1\" is not trusted for TLS until someone switches it "
                       "on under Settings, General, About, Certificate Trust Settings")
                       .arg(nameOf(*root)),
               .measured = QCoreApplication::translate("lint", "Installed by hand"),
               .required = QCoreApplication::translate("lint", "The switch, or installation by MDM")});
    }
}

}  // namespace

constinit const Rule certificate_root_trust{
    .id = "certificate-root-trust",
    .title = QT_TRANSLATE_NOOP("lint", "A root installed by hand is switched on"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"Apple, Trust manually installed certificate profiles", "",
               "https://support.apple.com/102390"},
    .check = check,
};

}  // namespace lint::rules
