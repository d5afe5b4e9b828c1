// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"
#include "core/x509/certificate_pool.h"

#include <QStringList>

#include <span>
#include <vector>

namespace trust {

/// What came of looking for issuers at the addresses in certificates.
struct Fetched
{
    std::vector<x509::Certificate> certificates;
    QStringList problems;  ///< one sentence an address that did not help, translated
};

/// Fetches the issuers that are missing above `leaf`, from the caIssuers addresses of AuthorityInfoAccess
/// (RFC 5280, 4.2.2.1), upwards until one of `pools` or a self-signed one ends the chain. Only http and
/// https, at most eight addresses, 64 KiB each.
[[nodiscard]] Fetched fetchIssuers(const x509::Certificate& leaf,
                                   std::span<const x509::CertificatePool* const> pools,
                                   http::Transport& transport,
                                   const std::stop_token& stop = {});

}  // namespace trust
