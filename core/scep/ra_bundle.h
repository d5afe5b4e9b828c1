// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scep/authority.h"
#include "core/x509/chain.h"

namespace scep {

/// The certificates of an answer of several while it is judged (RFC 8894, 4.2.1.2), as iOS `generation` does
/// (Apple, SecSCEPValidateCACertMessage).
class RaBundle
{
public:
    RaBundle(std::vector<x509::Certificate> sent, int generation)
        : m_sent(std::move(sent))
        , m_generation(generation)
    {}

    /// Why the fingerprint stops a device; empty when it does not.
    [[nodiscard]] QString findFingerprint(const QByteArray& fingerprint);
    /// Chooses RA certificates; what stands against it, or nothing.
    [[nodiscard]] QString choose(Authority& authority);

    [[nodiscard]] std::vector<SentCertificate> roles(const Authority* authority) const;
    [[nodiscard]] const std::vector<x509::Certificate>& sent() const { return m_sent; }

private:
    using Indexes = std::vector<std::size_t>;

    [[nodiscard]] std::vector<x509::Chain> chainsOf(std::size_t index) const
    {
        return x509::buildChains(m_sent[index], m_sent);
    }
    [[nodiscard]] bool leadsToNamed(std::size_t index) const;
    [[nodiscard]] bool shareRoot(std::size_t first, std::size_t second) const;
    [[nodiscard]] Indexes candidates(bool signs, bool enciphers) const;
    [[nodiscard]] QString describeUsages() const;

    std::vector<x509::Certificate> m_sent;
    int m_generation;
    std::optional<std::size_t> m_named;  ///< which one CAFingerprint names
};

/// What is wrong with a fingerprint that no digest is as long as, translated.
[[nodiscard]] QString describeLength(const QByteArray& fingerprint);

}  // namespace scep
