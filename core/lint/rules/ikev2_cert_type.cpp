// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"
#include "core/lint/network_settings.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What CertificateType calls the key of an identity in this profile; empty when that cannot be told.
QString typeOf(const Subject& subject, const profile::Payload& identity)
{
    if (identity.type == u"com.apple.security.scep")
        return u"RSA"_s;
    const Credential* credential = subject.credential(identity);
    const x509::Certificate* leaf = credential && credential->pkcs12 ? credential->pkcs12->leaf() : nullptr;
    if (!leaf)
        return {};
    const x509::PublicKeyInfo key = leaf->publicKey();
    return key.algorithm == u"EC" ? u"ECDSA%1"_s.arg(key.bits) : key.algorithm;
}

bool fits(const QString& type, const QString& key)
{
    return type == key || (type == u"RSA-PSS" && key == u"RSA");
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    for (const Place& place : ikev2Settings(*payload)) {
        const profile::Payload* identity =
            referred(subject, *payload, place.path / u"PayloadCertificateUUID");
        const QString key = identity ? typeOf(subject, *identity) : QString();
        const plist::Value* named = place.dict->find(u"CertificateType");
        const QString* type = literalText(*place.dict, u"CertificateType");
        if (key.isEmpty() || (named && !type))
            continue;
        if (!fits(type ? *type : u"RSA"_s, key))
            found({.path = type ? place.path / u"CertificateType" : place.path,
                   .message = QCoreApplication::translate(
                       "lint", "The identity's key is of another type than the settings say, RSA where they "
                               "say nothing: authentication is expected to fail"),
                   .measured = named ? shown(*named) : u"RSA"_s,
                   .required = key});
    }
}

}  // namespace

constinit const Rule ikev2_cert_type{
    .id = "ikev2-cert-type",
    .title = QT_TRANSLATE_NOOP("lint", "The certificate type of IKEv2 is that of its identity"),
    .severity = report::Severity::Error,
    .lesser = report::Severity::Error,
    .scope = Scope::Payload,
    .source =
        {"Apple, Device Management: VPN payload", "IKEv2",
         "https://github.com/apple/device-management/blob/release/mdm/profiles/com.apple.vpn.managed.yaml"},
    .check = check,
};

}  // namespace lint::rules
