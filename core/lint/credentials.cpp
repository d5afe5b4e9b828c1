// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/credentials.h"

#include "core/lint/text.h"

#include <algorithm>

namespace lint {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Test>
bool anyReference(const Subject& subject, const profile::Payload& payload, Test test)
{
    const auto& references = subject.references();
    return std::any_of(references.begin(), references.end(), [&](const profile::FoundReference& reference) {
        return reference.to && &subject.profile().payloads()[*reference.to] == &payload && test(reference);
    });
}

/// Issuer and key identifiers tell it for nearly all; a verification takes a hundred times as long.
bool signedItself(const x509::Certificate& certificate)
{
    if (!certificate.isSelfIssued())
        return false;
    const QByteArray issuerKey = certificate.authorityKeyIdentifier();
    return (!issuerKey.isEmpty() && issuerKey == certificate.subjectKeyIdentifier())
           || certificate.isSelfSigned();
}

}  // namespace

bool isCertificatePayload(const profile::Payload& payload)
{
    return isCredential(payload.type) && payload.type != u"com.apple.security.pkcs12";
}

QString typeFor(const x509::Certificate& certificate)
{
    return signedItself(certificate) ? u"com.apple.security.root"_s : u"com.apple.security.pkcs1"_s;
}

bool mayBecome(const Subject& subject, const profile::Payload& payload, const QString& type)
{
    return !anyReference(subject, payload, [&](const profile::FoundReference& reference) {
        return reference.definition && !reference.definition->targets.contains(type);
    });
}

bool isReferenced(const Subject& subject, const profile::Payload& payload)
{
    return anyReference(subject, payload, [](const profile::FoundReference&) { return true; });
}

const QString* passphraseIn(const profile::Payload& payload)
{
    const auto* passphrase = payload.dict->get<QString>(u"Password");
    return passphrase && !holdsToken(*passphrase) ? passphrase : nullptr;
}

bool isRead(const Credential& credential)
{
    return !credential.isText && !credential.isToken && !credential.certificates.empty();
}

QString nameOf(const x509::Certificate& certificate) { return shortened(certificate.displayName()); }

}  // namespace lint
