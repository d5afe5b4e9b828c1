// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/network_settings.h"
#include "core/lint/payload_keys.h"
#include "core/lint/rules/rules.h"
#include "core/lint/scep_settings.h"

#include <QCoreApplication>

namespace lint::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether the certificate of an identity is known not to sign, which every handshake asks of it.
bool cannotSign(const Subject& subject, const profile::Payload& identity)
{
    if (identity.type == u"com.apple.security.scep") {
        const auto* usage = ScepSettings(identity).literal<std::int64_t>(u"Key Usage");
        // Another usage than these two is not known to be anything: see scep-key-usage.
        return usage && *usage == 4;
    }
    const Credential* credential = subject.credential(identity);
    const x509::Certificate* leaf = credential && credential->pkcs12 ? credential->pkcs12->leaf() : nullptr;
    const auto usage = leaf ? leaf->keyUsage() : std::nullopt;
    return usage && !usage->testFlag(x509::KeyUsageBit::DigitalSignature);
}

/// Looks at one key that picks an identity, in a dictionary that cannot do without.
void look(const Subject& subject,
          const profile::Payload& payload,
          const Place& place,
          const char16_t* key,
          Sink& found)
{
    if (isMissing(*place.dict, key)) {
        found({.path = place.path,
               .message = QCoreApplication::translate(
                   "lint", "No identity is picked for an authentication by certificate: it is expected to "
                           "fail, or the person is asked for one"),
               .measured = QCoreApplication::translate("lint", "No identity"),
               .required = QString::fromUtf16(key)});
        return;
    }
    const profile::Payload* identity = referred(subject, payload, place.path / key);
    if (identity && cannotSign(subject, *identity))
        found({.outcome = Outcome::Warn,
               .path = place.path / key,
               .message = QCoreApplication::translate(
                   "lint", "The identity's key usage lacks digitalSignature, which a server may want"),
               .required = u"digitalSignature"_s});
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const plist::Dict* eap = eapSettings(*payload);
    if (eap && acceptsAny(*eap, {EapMethod::Tls}))
        look(subject, *payload, {payload->path, payload->dict}, u"PayloadCertificateUUID", found);
    for (const Place& place : ikev2Settings(*payload)) {
        const QString* method = literalText(*place.dict, u"AuthenticationMethod");
        if (method && *method == u"Certificate")
            look(subject, *payload, place, u"PayloadCertificateUUID", found);
    }
    if (payload->type == u"com.apple.mdm" && payload->dict->find(u"IdentityCertificateUUID"))
        look(subject, *payload, {payload->path, payload->dict}, u"IdentityCertificateUUID", found);
}

}  // namespace

constinit const Rule client_identity_picked{
    .id = "client-identity-picked",
    .title = QT_TRANSLATE_NOOP(
        "lint", "Where a certificate authenticates the device, an identity that can sign is picked"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Info,
    .scope = Scope::Payload,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
