// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/x509/certificate.h"

#include <QHash>

#include <span>
#include <vector>

namespace x509 {

/// Certificates in which issuers are looked for: each once, found by their subject. May be read on any
/// thread while nobody adds.
class CertificatePool
{
public:
    CertificatePool() = default;
    explicit CertificatePool(std::span<const Certificate> certificates);
    void add(const Certificate& certificate);

    [[nodiscard]] const std::vector<Certificate>& certificates() const { return m_certificates; }
    [[nodiscard]] bool contains(const Certificate& certificate) const;
    /// Those whose name and key identifier may make them the issuer of `certificate`; no signature is
    /// verified.
    [[nodiscard]] std::vector<const Certificate*> candidatesFor(const Certificate& certificate) const;

private:
    std::vector<Certificate> m_certificates;
    QHash<quint64, std::vector<std::size_t>> m_bySubject;  ///< by the hash of the canonical name
};

}  // namespace x509
