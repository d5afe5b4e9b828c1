// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/certificate_pool.h"

#include "core/x509/certificate_fields.h"
#include "core/x509/openssl_error.h"

#include <algorithm>

namespace x509 {

namespace {

/// The same for names that compare equal (RFC 5280, 7.1), whatever their spelling.
quint64 hashOf(const X509_NAME* name)
{
    const QuietErrors quiet;
    return X509_NAME_hash_ex(name, nullptr, nullptr, nullptr);
}

}  // namespace

CertificatePool::CertificatePool(std::span<const Certificate> certificates)
{
    for (const Certificate& certificate : certificates)
        add(certificate);
}

void CertificatePool::add(const Certificate& certificate)
{
    std::vector<std::size_t>& alike = m_bySubject[hashOf(certificate.fields().tbs->subject)];
    if (std::any_of(alike.begin(), alike.end(),
                    [&](std::size_t i) { return m_certificates[i] == certificate; }))
        return;
    alike.push_back(m_certificates.size());
    m_certificates.push_back(certificate);
}

bool CertificatePool::contains(const Certificate& certificate) const
{
    const auto alike = m_bySubject.constFind(hashOf(certificate.fields().tbs->subject));
    return alike != m_bySubject.constEnd() && std::any_of(alike->begin(), alike->end(), [&](std::size_t i) {
               return m_certificates[i] == certificate;
           });
}

std::vector<const Certificate*> CertificatePool::candidatesFor(const Certificate& certificate) const
{
    std::vector<const Certificate*> candidates;
    const auto alike = m_bySubject.constFind(hashOf(certificate.fields().tbs->issuer));
    if (alike == m_bySubject.constEnd())
        return candidates;
    for (const std::size_t i : *alike) {
        if (X509_NAME_cmp(m_certificates[i].fields().tbs->subject, certificate.fields().tbs->issuer) == 0)
            candidates.push_back(&m_certificates[i]);
    }
    return candidates;
}

}  // namespace x509
