// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first system that reads PBES2 with AES-256-CBC and HMAC-SHA-256.
int firstVersion(schema::Platform platform)
{
    switch (platform) {
    case schema::Platform::Ios:
    case schema::Platform::Tvos: return 18;
    case schema::Platform::Macos: return 15;
    case schema::Platform::Watchos: return 11;
    case schema::Platform::Visionos: return 2;
    }
    Q_UNREACHABLE();
}

/// The same identity in the encryption that every device reads; only with the passphrase at hand.
std::optional<report::Fix> reencode(const profile::Payload& payload, const Credential& credential)
{
    const QString* passphrase = passphraseIn(payload);
    const QByteArray bytes = passphrase ? credential.reencoded(*passphrase) : QByteArray();
    if (bytes.isEmpty())
        return std::nullopt;
    return report::Fix{QCoreApplication::translate("lint", "Re-encode for all devices"),
                       {plist::Edit::set(payload.path / u"PayloadContent", bytes)}};
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const Credential* credential = subject.credential(*payload);
    if (!credential || !credential->protection || credential->isText
        || payload->type != u"com.apple.security.pkcs12")
        return;
    const x509::Pkcs12Protection& protection = *credential->protection;
    const schema::Target& target = subject.context().target;
    const bool isTooNew =
        protection.usesPbes2 && target.version < QVersionNumber(firstVersion(target.platform));
    if (!protection.usesUnusualPbes2 && !isTooNew)
        return;
    found({.path = payload->path / u"PayloadContent",
           .message =
               protection.usesUnusualPbes2
                   ? QCoreApplication::translate("lint", "The identity is encrypted in a way that no Apple "
                                                         "system is expected to read: the device "
                                                         "calls the passphrase wrong")
                   : QCoreApplication::translate(
                         "lint",
                         "%1 is not expected to read how the identity is encrypted: it calls the passphrase "
                         "wrong")
                         .arg(target.toString()),
           .measured = protection.encryption.join(u", "),
           .required = protection.usesUnusualPbes2 ? u"PBE-SHA1-3DES, PBES2/AES-256-CBC/HMAC-SHA256"_s
                                                   : u"PBE-SHA1-3DES"_s,
           .fix = reencode(*payload, *credential)});
}

}  // namespace

constinit const Rule p12_algorithms{
    .id = "p12-algorithms",
    .title = QT_TRANSLATE_NOOP("lint", "Devices can read how an identity is encrypted"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Certificate,
    .source = {"Apple, Security framework source", "Security-61439: PKCS #12",
               "https://github.com/apple-oss-distributions/Security"},
    .check = check,
};

}  // namespace lint::rules
