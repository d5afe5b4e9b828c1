// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/chain.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <deque>

namespace x509 {

namespace {

// A pool full of certificates of one name could ask for a verification of each by each, and for every way
// through them. Real pools stay far below all of these.
constexpr int maxVerifications = 500;
constexpr std::size_t maxOpenChains = 4096;
constexpr std::size_t maxLength = 32;

using Indexes = std::vector<std::size_t>;

class Builder
{
public:
    Builder(const Certificate& leaf, std::span<const CertificatePool* const> pools) : m_pools(pools)
    {
        add(leaf);
    }
    std::vector<Chain> build(std::size_t limit);

private:
    std::size_t add(const Certificate& certificate);
    Indexes issuersOf(std::size_t subject);

    std::span<const CertificatePool* const> m_pools;
    std::vector<Certificate> m_certificates;  ///< the leaf first, then as they were found, each once
    QHash<QByteArray, std::size_t> m_byDer;
    std::vector<std::optional<Indexes>> m_issuers;  ///< found out once for each certificate
    int m_verifications = 0;
};

std::size_t Builder::add(const Certificate& certificate)
{
    const auto known = m_byDer.constFind(certificate.der());
    if (known != m_byDer.constEnd())
        return *known;
    const std::size_t index = m_certificates.size();
    m_byDer.insert(certificate.der(), index);
    m_certificates.push_back(certificate);
    m_issuers.emplace_back();
    return index;
}

Indexes Builder::issuersOf(std::size_t subject)
{
    if (m_issuers[subject])
        return *m_issuers[subject];
    const Certificate certificate = m_certificates[subject];
    const QByteArray wanted = certificate.authorityKeyIdentifier();
    std::vector<const Certificate*> candidates;
    for (const CertificatePool* pool : m_pools) {
        const auto found = pool->candidatesFor(certificate);
        candidates.insert(candidates.end(), found.begin(), found.end());
    }
    // Those whose key identifier is the one named come first, so that they are looked at in any case.
    std::stable_partition(candidates.begin(), candidates.end(), [&](const Certificate* one) {
        return !wanted.isEmpty() && one->subjectKeyIdentifier() == wanted;
    });
    Indexes issuers;
    for (const Certificate* candidate : candidates) {
        if (*candidate == certificate || m_verifications >= maxVerifications)
            continue;
        ++m_verifications;
        if (!certificate.isIssuedBy(*candidate))
            continue;
        const std::size_t index = add(*candidate);
        if (std::find(issuers.begin(), issuers.end(), index) == issuers.end())
            issuers.push_back(index);
    }
    m_issuers[subject] = issuers;
    return issuers;
}

std::vector<Chain> Builder::build(std::size_t limit)
{
    std::vector<Chain> chains;
    std::deque<Indexes> open = {{0}};
    // First in, first out: the shortest chains end first.
    while (!open.empty() && chains.size() < limit) {
        const Indexes path = std::move(open.front());
        open.pop_front();
        bool goesOn = false;
        if (path.size() < maxLength && !m_certificates[path.back()].isSelfSigned()) {
            for (const std::size_t issuer : issuersOf(path.back())) {
                if (std::find(path.begin(), path.end(), issuer) != path.end())
                    continue;
                goesOn = true;
                if (open.size() >= maxOpenChains)
                    break;
                Indexes longer = path;
                longer.push_back(issuer);
                open.push_back(std::move(longer));
            }
        }
        if (goesOn)
            continue;
        Chain chain;
        for (const std::size_t i : path)
            chain.push_back(m_certificates[i]);
        chains.push_back(std::move(chain));
    }
    return chains;
}

}  // namespace

std::vector<Chain> buildChains(const Certificate& leaf,
                               std::span<const CertificatePool* const> pools,
                               std::size_t limit)
{
    return Builder(leaf, pools).build(limit);
}

std::vector<Chain> buildChains(const Certificate& leaf, std::span<const Certificate> pool, std::size_t limit)
{
    const CertificatePool whole(pool);
    const std::array pools = {&whole};
    return Builder(leaf, pools).build(limit);
}

bool endsInRoot(const Chain& chain) { return !chain.empty() && chain.back().isSelfSigned(); }

}  // namespace x509
