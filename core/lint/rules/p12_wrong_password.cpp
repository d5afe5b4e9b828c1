// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !credential->pkcs12Error || credential->pkcs12Error->code != base::Error::Code::Denied
        || payload->type != u"com.apple.security.pkcs12" || !passphraseIn(*payload))
        return;
    found({.path = payload->path / u"Password",
           .message = QCoreApplication::translate(
               "lint",
               "This passphrase does not open the identity: a device is expected to refuse the profile with "
               "MCCertificateErrorDomain 9000"),
           .measured = profile::masked(),
           .required = QCoreApplication::translate(
               "lint", "The passphrase of the PKCS #12 file, or none, so that the device asks for it")});
}

}  // namespace

constinit const Rule p12_wrong_password{
    .id = "p12-wrong-password",
    .title = QT_TRANSLATE_NOOP("lint", "The passphrase in the profile opens the identity"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Certificate,
    .source = citations::mdmErrorCodes,
    .check = check,
};

}  // namespace lint::rules
