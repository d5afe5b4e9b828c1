// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/check_report.h"
#include "core/report/writers.h"
#include "core/trust/context.h"
#include "core/trust/label.h"
#include "core/trust/lists.h"
#include "core/x509/certificate_pool.h"

#include <optional>
#include <span>
#include <vector>

namespace trust {

/// The roots that a check may end in, and what leads to them: indexed once, used by any number of checks on
/// any thread.
struct Anchorage
{
    x509::CertificatePool system;                ///< this computer's store, an approximation of Apple's
    std::optional<x509::CertificatePool> named;  ///< what the person named; nothing: none were named
    x509::CertificatePool issuers = {};          ///< at hand to complete a chain, trusted by nobody
};

/// How to judge: everything but the certificates.
struct CheckOptions
{
    Purpose purpose = Purpose::TlsServer;
    std::optional<Anchors> anchors =
        {};  ///< nothing: judge system, managed and app, and say where they differ
    QString host = {};
    QStringList trustedNames = {};
    schema::Target os = {};
    QDateTime asOf = {};
    std::vector<x509::Certificate> fetched = {};  ///< issuers that were fetched beside what was given
};

/// What a device knows without being told: outlives every check that uses it.
struct Knowledge
{
    Lists lists;
    Anchorage anchorage;
};

/// Judges the certificates of one file or bundle: each that issued no other one there is a leaf, and gets a
/// report of its own. The pool of issuers is the bundle and the roots.
[[nodiscard]] std::vector<report::CheckReport> checkCertificates(std::span<const x509::Certificate> bundle,
                                                                 const CheckOptions& options,
                                                                 const Knowledge& knowledge);

/// Judges what a live server showed.
[[nodiscard]] report::CheckReport checkServer(const tls::Observation& seen,
                                              const CheckOptions& options,
                                              const Knowledge& knowledge);

/// "iOS 13.4" for a rule that binds from there; empty for all systems.
[[nodiscard]] QString sinceText(const Rule& rule);
/// Every rule, as SARIF describes it.
[[nodiscard]] std::vector<report::RuleText> ruleTexts();

}  // namespace trust
