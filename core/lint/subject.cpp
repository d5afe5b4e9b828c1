// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/subject.h"

#include "core/base/secret.h"
#include "core/lint/text.h"
#include "core/profile/secrets.h"

#include <algorithm>
#include <array>

namespace lint {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes the content out of PayloadContent; false when there is nothing to look into.
bool readContent(const profile::Payload& payload, Credential& credential)
{
    const plist::Value* content = payload.dict->find(u"PayloadContent");
    if (!content)
        return false;
    if (holdsToken(*content) || content->type() == plist::Type::Raw) {
        credential.isToken = true;
        return false;
    }
    if (const auto* text = content->as<QString>()) {
        credential.isText = true;
        credential.bytes = text->toUtf8();
    } else if (const auto* data = content->as<QByteArray>()) {
        credential.bytes = *data;
    }
    return !credential.bytes.isEmpty();
}

void openPkcs12(const profile::Payload& payload, Credential& credential)
{
    const auto protection = x509::readPkcs12Protection(credential.bytes);
    if (protection)
        credential.protection = *protection;
    const auto* password = payload.dict->get<QString>(u"Password");
    if (!password || holdsToken(*password))
        return;
    auto opened = x509::readPkcs12(credential.bytes, base::Secret(password->toUtf8()));
    if (!opened) {
        credential.pkcs12Error = opened.error();
        return;
    }
    credential.certificates = opened->certificates;
    credential.pkcs12 = *std::move(opened);
}

Credential examine(const profile::Payload& payload)
{
    Credential credential;
    credential.hasPassword = payload.dict->contains(u"Password");
    if (!readContent(payload, credential))
        return credential;
    // What nearly every payload holds is told by reading it once; OpenSSL takes its time for each look.
    constexpr char sequenceTag = 0x30;
    if (credential.bytes.startsWith(sequenceTag)) {
        if (auto certificate = x509::Certificate::fromDer(credential.bytes)) {
            credential.format = x509::BundleFormat::Der;
            credential.certificates.push_back(*std::move(certificate));
            return credential;
        }
    }
    credential.format = x509::detectFormat(credential.bytes);
    if (credential.format == x509::BundleFormat::Pkcs12)
        openPkcs12(payload, credential);
    else if (auto certificates = x509::readCertificates(credential.bytes))
        credential.certificates = *std::move(certificates);
    return credential;
}

}  // namespace

bool isCredential(QStringView payloadType)
{
    constexpr QStringView prefix = u"com.apple.security.";
    if (!payloadType.startsWith(prefix))
        return false;
    constexpr std::array<QStringView, 4> kinds{u"root", u"pkcs1", u"pem", u"pkcs12"};
    return std::find(kinds.begin(), kinds.end(), payloadType.mid(prefix.size())) != kinds.end();
}

Subject::Subject(const plist::Document& document, const schema::Store& store, Context context)
    : m_document(document)
    , m_profile(document.root())
    , m_store(store)
    , m_context(std::move(context))
{}

Subject::~Subject() = default;

const std::vector<profile::FoundReference>& Subject::references() const
{
    if (!m_references)
        m_references = profile::findReferences(m_profile, m_store);
    return *m_references;
}

const Credential* Subject::credential(const profile::Payload& payload) const
{
    if (!isCredential(payload.type))
        return nullptr;
    const auto known = m_credentials.find(payload.index);
    if (known != m_credentials.end())
        return &known->second;
    return &m_credentials.emplace(payload.index, examine(payload)).first->second;
}

const std::vector<x509::Certificate>& Subject::certificates() const
{
    if (!m_certificates) {
        m_certificates.emplace();
        for (const profile::Payload& payload : m_profile.payloads()) {
            if (const Credential* one = credential(payload))
                m_certificates->insert(m_certificates->end(), one->certificates.begin(),
                                       one->certificates.end());
        }
    }
    return *m_certificates;
}

bool Subject::isSecretPlace(const plist::Path& path) const
{
    // Asked of a profile of this one payload with a secret put there, so that the others cost nothing.
    const plist::Value& root = m_document.root();
    const plist::Value secret(u"x"_s);
    const auto* items = m_profile.dict().get<plist::Array>(u"PayloadContent");
    if (!items || path.isRoot() || path.first() != plist::Path::Step(u"PayloadContent"_s))
        return profile::isSecret(profile::Profile(root.without({u"PayloadContent"_s}).with(path, secret)),
                                 path, m_store);
    const plist::Path rest = path.withoutFirst();
    const auto* index = rest.isRoot() ? nullptr : std::get_if<std::size_t>(&rest.first());
    if (!index || *index >= items->size())
        return false;
    const plist::Value payload = (*items)[*index].with(rest.withoutFirst(), secret);
    return profile::isSecret(profile::Profile(plist::Dict{{u"PayloadContent"_s, plist::Array{payload}}}),
                             plist::Path{u"PayloadContent"_s, std::size_t{0}} / rest.withoutFirst(), m_store);
}

}  // namespace lint
