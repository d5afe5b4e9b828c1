// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check.h"

#include "core/trust/check_report.h"
#include "core/trust/check_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace trust {

namespace {

/// Whether the certificate issued another one of the bundle.
bool isIssuerIn(const x509::CertificatePool& bundle, const x509::Certificate& certificate)
{
    const auto& all = bundle.certificates();
    return std::any_of(all.begin(), all.end(), [&](const x509::Certificate& other) {
        return !(other == certificate) && other.isIssuedBy(certificate);
    });
}

std::vector<x509::Certificate> leavesOf(const x509::CertificatePool& bundle)
{
    // Beyond this a bundle is a store of roots, where asking each about each takes too long.
    constexpr std::size_t mostCompared = 64;
    const auto& all = bundle.certificates();
    if (all.size() > mostCompared)
        return all;
    std::vector<x509::Certificate> leaves;
    std::copy_if(all.begin(), all.end(), std::back_inserter(leaves),
                 [&](const x509::Certificate& one) { return !isIssuerIn(bundle, one); });
    // A ring of issuers has no leaf; the first one is as good as any.
    if (leaves.empty() && !all.empty())
        leaves.push_back(all.front());
    return leaves;
}

}  // namespace

std::vector<report::CheckReport> checkCertificates(std::span<const x509::Certificate> bundle,
                                                   const CheckOptions& options,
                                                   const Knowledge& knowledge)
{
    const x509::CertificatePool given(bundle);
    DetailsCache details;
    std::vector<report::CheckReport> reports;
    for (const x509::Certificate& leaf : leavesOf(given)) {
        const Case subject{leaf, given};
        reports.push_back(
            reportOf(subject, judgeCase(subject, options, knowledge, details), options, knowledge, details));
    }
    return reports;
}

report::CheckReport checkServer(const tls::Observation& seen,
                                const CheckOptions& options,
                                const Knowledge& knowledge)
{
    if (seen.sent.empty())
        return reportWithout(seen, options);
    const x509::CertificatePool given(seen.sent);
    DetailsCache details;
    const Case subject{seen.sent.front(), given, Setting::Connection, Role::Leaf, &seen};
    const std::vector<Judgement> judgements = judgeCase(subject, options, knowledge, details);
    report::CheckReport report = reportOf(subject, judgements, options, knowledge, details);
    addServer(report, seen);
    report.tls->isChainComplete = isChainComplete(judgements, options);
    if (!seen.isComplete)
        report.notes << QCoreApplication::translate(
            "trust", "The server was too slow to be asked everything: what was not seen was not judged");
    return report;
}

}  // namespace trust
