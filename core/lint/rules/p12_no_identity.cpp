// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !credential->pkcs12 || payload->type != u"com.apple.security.pkcs12")
        return;
    const x509::Pkcs12& file = *credential->pkcs12;
    const plist::Path path = payload->path / u"PayloadContent";
    if (file.keys.empty() || !file.leaf()) {
        found(
            {.path = path,
             .message = QCoreApplication::translate(
                 "lint", "There is no identity in this file: a device is expected to refuse the profile with "
                         "MCCertificateErrorDomain 9006"),
             .measured = file.keys.empty()
                             ? QCoreApplication::translate("lint", "No private key")
                             : QCoreApplication::translate("lint", "No certificate fits the private key"),
             .required = QCoreApplication::translate("lint", "A private key and its certificate")});
    } else if (file.keys.size() > 1) {
        found({.outcome = Outcome::Warn,
               .path = path,
               .message = QCoreApplication::translate(
                   "lint",
                   "There is more than one identity in this file; which of them a device takes cannot be "
                   "told"),
               .measured = QCoreApplication::translate("lint", "%n private key(s)", nullptr,
                                                       static_cast<int>(file.keys.size())),
               .required = QCoreApplication::translate("lint", "One private key and its certificate")});
    }
}

}  // namespace

constinit const Rule p12_no_identity{
    .id = "p12-no-identity",
    .title = QT_TRANSLATE_NOOP("lint", "A PKCS #12 payload holds one identity"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
