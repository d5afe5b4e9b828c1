// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/references.h"

#include "core/base/letter_case.h"
#include "core/profile/reference_walk.h"

#include <QHash>

#include <algorithm>

namespace profile {

namespace {

/// The payloads of a profile by their PayloadUUID.
class UuidIndex
{
public:
    explicit UuidIndex(const Profile& profile) : m_payloads(profile.payloads()) {}

    void resolve(FoundReference& reference)
    {
        build();
        const auto found = m_byUuid.constFind(base::toUpper(reference.uuid));
        if (found == m_byUuid.constEnd())
            return;
        const auto exact = std::find_if(found->begin(), found->end(),
                                        [&](std::size_t i) { return m_payloads[i].uuid == reference.uuid; });
        reference.exactCase = exact != found->end();
        reference.to = reference.exactCase ? *exact : found->front();
    }

    [[nodiscard]] bool isUnique(const QString& uuid)
    {
        build();
        const auto found = m_byUuid.constFind(base::toUpper(uuid));
        return found != m_byUuid.constEnd() && found->size() == 1;
    }

private:
    /// On first use: most profiles hold no reference.
    void build()
    {
        if (m_isBuilt)
            return;
        m_isBuilt = true;
        m_byUuid.reserve(static_cast<qsizetype>(m_payloads.size()));
        for (std::size_t i = 0; i < m_payloads.size(); ++i) {
            if (!m_payloads[i].uuid.isEmpty())
                m_byUuid[base::toUpper(m_payloads[i].uuid)].push_back(i);
        }
    }

    const std::vector<Payload>& m_payloads;
    QHash<QString, std::vector<std::size_t>> m_byUuid;
    bool m_isBuilt = false;
};

}  // namespace

std::vector<FoundReference> findReferences(const Profile& profile, const schema::Store& store)
{
    std::vector<FoundReference> all;
    UuidIndex index(profile);
    for (std::size_t from = 0; from < profile.payloads().size(); ++from) {
        const Payload& payload = profile.payloads()[from];
        for (const ReferencePlace& place : referencePlaces(*payload.dict, store.references(payload.type))) {
            FoundReference reference{payload.path / place.path, place.text, from, {}, true, place.definition};
            index.resolve(reference);
            all.push_back(std::move(reference));
        }
    }
    return all;
}

std::vector<FoundReference> referencesTo(const Profile& profile,
                                         std::size_t index,
                                         const schema::Store& store)
{
    // Another payload with the same PayloadUUID would still answer to the name.
    if (index >= profile.payloads().size() || !UuidIndex(profile).isUnique(profile.payloads()[index].uuid))
        return {};
    std::vector<FoundReference> all = findReferences(profile, store);
    std::erase_if(all, [&](const FoundReference& reference) {
        return reference.to != index || reference.from == index;
    });
    return all;
}

}  // namespace profile
