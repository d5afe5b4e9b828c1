// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/check_report.h"
#include "core/trust/citations.h"
#include "core/trust/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace trust {

using namespace Qt::Literals::StringLiterals;
using report::CheckReport;
using report::CheckVerdict;

namespace {

/// Why each version was refused; those that were refused for the same reason together.
QString refusalsOf(const tls::Observation& seen)
{
    QStringList reasons;
    std::map<QString, QStringList> versions;
    for (const tls::Attempt& attempt : seen.attempts) {
        if (!attempt.refusal)
            continue;
        const QString& reason = attempt.refusal->message;
        if (!reasons.contains(reason))
            reasons << reason;
        versions[reason] << tls::protocolName(attempt.protocol);
    }
    for (QString& reason : reasons)
        reason = u"%1: %2"_s.arg(versions[reason].join(u", "_s), reason);
    return reasons.join(u"; "_s);
}

}  // namespace

CheckReport reportWithout(const tls::Observation& seen, const CheckOptions& options)
{
    CheckReport report;
    report.purpose = purposeName(options.purpose);
    report.os = options.os.toString();
    report.asOf = options.asOf;
    report.verdict = CheckVerdict::Refused;
    addServer(report, seen);
    report::Finding finding;
    finding.rule = u"tls-no-handshake"_s;
    finding.severity = report::Severity::Error;
    finding.message = QCoreApplication::translate("trust", "The server agrees to no handshake at all");
    finding.measured = refusalsOf(seen);
    finding.required = QCoreApplication::translate("trust", "a handshake with TLS 1.2 or 1.3");
    finding.why = QCoreApplication::translate(
        "trust", "Without a handshake there is neither a certificate to trust nor anything to click away");
    finding.advice = QCoreApplication::translate(
        "trust",
        "Turn on TLS 1.2 and 1.3 with ECDHE and AES-GCM, and see that the server has a certificate for "
        "this name; its own log says why it refuses");
    finding.source = QString::fromUtf8(citations::transportSecurity.url);
    report.findings.push_back(std::move(finding));
    report.headline = headlineOf(report, options);
    return report;
}

bool isChainComplete(const std::vector<Judgement>& judgements, const CheckOptions& options)
{
    const auto isFetched = [&options](const x509::Certificate& certificate) {
        return std::find(options.fetched.begin(), options.fetched.end(), certificate)
               != options.fetched.end();
    };
    return std::any_of(judgements.begin(), judgements.end(), [&](const Judgement& one) {
        // The root itself need not be sent.
        const auto end = one.chain.end() - (one.chain.size() > 1 && one.chain.back().isSelfSigned() ? 1 : 0);
        // What is issued by nobody known may stand below the root; of a certificate that comes alone, nobody
        // can say.
        const bool isBelowRoot = !one.evidence.isIssuerAssumed || one.chain.size() > 1;
        return one.isPossible && !one.evidence.isIncomplete && isBelowRoot
               && std::none_of(one.chain.begin(), end, isFetched);
    });
}

void addServer(CheckReport& report, const tls::Observation& seen)
{
    report.host = seen.host;
    report.port = seen.port;
    report::CheckedTls tls;
    for (const tls::Attempt& attempt : seen.attempts) {
        const QString name = tls::protocolName(attempt.protocol);
        if (attempt.session && !tls.protocols.contains(name))
            tls.protocols << name;
    }
    if (seen.session) {
        tls.protocol = tls::protocolName(seen.session->protocol);
        tls.suite = seen.session->suite.name;
        tls.keyExchange = tls::keyExchangeName(seen.session->suite.keyExchange);
        tls.group = seen.session->group;
        tls.signature = seen.session->peerSignature;
        tls.extendedMasterSecret = seen.session->extendedMasterSecret;
        if (const auto old = seen.sessionOfTls12())
            tls.extendedMasterSecret = old->extendedMasterSecret;
    }
    if (seen.staple)
        tls.staple = stapleName(*seen.staple, report.asOf);
    tls.timestamps = static_cast<int>(seen.timestamps.size());
    tls.asksForClientCertificate = seen.asksForClientCertificate;
    report.tls = tls;
}

}  // namespace trust
