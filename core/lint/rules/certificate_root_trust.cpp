// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const schema::Target& target = subject.context().target;
    const bool hasSwitch =
        target.platform == schema::Platform::Ios || target.platform == schema::Platform::Visionos;
    if (!hasSwitch || !target.manualInstall || !isCertificatePayload(*payload))
        return;
    const Credential* credential = subject.credential(*payload);
    if (!credential || !isRead(*credential))
        return;
    const x509::Certificate& certificate = credential->certificates.front();
    if (!certificate.isSelfIssued())
        return;
    found({.path = payload->path / u"PayloadContent",
           .message =
               QCoreApplication::translate(
                   "lint",
                   "Installed by hand, the root \"%1\" is not trusted for TLS until someone switches it on "
                   "under Settings, General, About, Certificate Trust Settings")
                   .arg(nameOf(certificate)),
           .measured = QCoreApplication::translate("lint", "Installed by hand"),
           .required = QCoreApplication::translate("lint", "The switch, or installation by MDM")});
}

}  // namespace

constinit const Rule certificate_root_trust{
    .id = "certificate-root-trust",
    .title = QT_TRANSLATE_NOOP("lint", "A root installed by hand is switched on"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Certificate,
    .source = {"Apple, Trust manually installed certificate profiles", "",
               "https://support.apple.com/102390"},
    .check = check,
};

}  // namespace lint::rules
