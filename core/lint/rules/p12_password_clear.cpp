// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

namespace lint::rules {

namespace {

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const QString* passphrase = passphraseIn(*payload);
    if (!passphrase || passphrase->isEmpty() || payload->type != u"com.apple.security.pkcs12"
        || subject.profile().isEncrypted())
        return;
    found(
        {.path = payload->path / u"Password",
         .message = QCoreApplication::translate(
             "lint", "The passphrase stands beside the identity it protects: anyone who has the file has the "
                     "private key. Without it, the device asks for it"),
         .measured = profile::masked(),
         .required = QCoreApplication::translate("lint", "No passphrase, or an encrypted profile")});
}

}  // namespace

constinit const Rule p12_password_clear{
    .id = "p12-password-clear",
    .title =
        QT_TRANSLATE_NOOP("lint", "The passphrase of an identity cannot be read by whoever has the file"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = {"Apple, Device Management: PKCS #12 payload", "Password",
               "https://github.com/apple/device-management/blob/release/mdm/profiles/"
               "com.apple.security.pkcs12.yaml"},
    .check = check,
};

}  // namespace lint::rules
