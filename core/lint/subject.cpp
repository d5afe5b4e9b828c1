// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/subject.h"

#include "core/profile/secrets.h"

namespace lint {

using namespace Qt::Literals::StringLiterals;

Subject::Subject(const plist::Document& document, const schema::Store& store, Context context)
    : m_document(document)
    , m_profile(document.root())
    , m_store(store)
    , m_context(std::move(context))
{
    if (m_context.credentials)
        m_context.credentials->beginRun();
}

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
        return known->second.get();
    CredentialCache* cache = m_context.credentials.get();
    auto found = cache ? cache->examine(payload) : examine(payload);
    return m_credentials.emplace(payload.index, std::move(found)).first->second.get();
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
