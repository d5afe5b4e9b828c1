// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/chain.h"

#include "core/x509/handle.h"

#include <QHash>

#include <algorithm>
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
    Builder(const Certificate& leaf, std::span<const Certificate> pool);
    std::vector<Chain> build(std::size_t limit);

private:
    const Indexes& issuersOf(std::size_t subject);

    std::vector<Certificate> m_certificates;        ///< the leaf first, each once
    QHash<quint64, Indexes> m_bySubject;            ///< by the hash of the canonical name
    std::vector<std::optional<Indexes>> m_issuers;  ///< found out once for each certificate
    int m_verifications = 0;
};

Builder::Builder(const Certificate& leaf, std::span<const Certificate> pool)
{
    QHash<QByteArray, bool> seen;
    const auto add = [&](const Certificate& certificate) {
        if (std::exchange(seen[certificate.der()], true))
            return;
        m_bySubject[X509_subject_name_hash(certificate.handle())].push_back(m_certificates.size());
        m_certificates.push_back(certificate);
    };
    add(leaf);
    for (const Certificate& certificate : pool)
        add(certificate);
    m_issuers.resize(m_certificates.size());
}

const Indexes& Builder::issuersOf(std::size_t subject)
{
    if (m_issuers[subject])
        return *m_issuers[subject];
    const Certificate& certificate = m_certificates[subject];
    const QByteArray wanted = certificate.authorityKeyIdentifier();
    Indexes candidates = m_bySubject.value(X509_issuer_name_hash(certificate.handle()));
    // Those whose key identifier is the one named come first, so that they are looked at in any case.
    std::stable_partition(candidates.begin(), candidates.end(), [&](std::size_t i) {
        return !wanted.isEmpty() && m_certificates[i].subjectKeyIdentifier() == wanted;
    });
    Indexes issuers;
    for (const std::size_t i : candidates) {
        if (i == subject || m_verifications >= maxVerifications)
            continue;
        ++m_verifications;
        if (certificate.isIssuedBy(m_certificates[i]))
            issuers.push_back(i);
    }
    return m_issuers[subject].emplace(std::move(issuers));
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

std::vector<Chain> buildChains(const Certificate& leaf, std::span<const Certificate> pool, std::size_t limit)
{
    return Builder(leaf, pool).build(limit);
}

bool endsInRoot(const Chain& chain) { return !chain.empty() && chain.back().isSelfSigned(); }

}  // namespace x509
