// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scep/server_trust.h"

#include "core/scep/remarks.h"
#include "core/tls/probe.h"
#include "core/trust/judge.h"
#include "core/x509/chain.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scep {

namespace {

constexpr int networkError = 22005;
constexpr quint16 httpsPort = 443;

/// What a broken certificate does to the connection, in NSURLErrorDomain.
constexpr int untrusted = -1202;

/// Tells of issuers that the profile has and the server does not send.
void noteIssuers(Exchange& exchange, const tls::Observation& seen)
{
    const x509::CertificatePool sent(seen.sent);
    const x509::CertificatePool& installed = exchange.options().knowledge().anchorage.issuers;
    for (const x509::Certificate& issuer : installed.certificates()) {
        const bool isUsed = std::any_of(seen.sent.begin(), seen.sent.end(), [&](const auto& one) {
            return one.isIssuedBy(issuer) && !sent.contains(issuer);
        });
        if (isUsed)
            exchange.note(
                finding(remarks::serverIssuer,
                        QCoreApplication::translate("scep", "The web server does not send %1, which "
                                                            "the profile brings")
                            .arg(issuer.displayName()),
                        {}, issuer.subject().toString()));
    }
}

}  // namespace

bool judgeServer(Exchange& exchange, const QUrl& url, const std::stop_token& stop)
{
    const Options& options = exchange.options();
    if (url.scheme() != u"https" || !options.knowledge)
        return true;
    tls::Endpoint endpoint;
    endpoint.host = url.host();
    endpoint.port = static_cast<quint16>(url.port(httpsPort));
    Report& report = exchange.report();
    if (!exchange.isNew(endpoint.toString()))
        return true;
    report.steps.push_back({u"TLS"_s, endpoint.toString(), std::nullopt});
    tls::ProbeOptions patience;
    patience.connectTimeout = std::min(patience.connectTimeout, options.timeout);
    patience.handshakeTimeout = std::min(patience.handshakeTimeout, options.timeout);
    const auto seen = tls::probe(endpoint, patience, stop);
    if (!seen) {
        if (seen.error().code == base::Error::Code::Cancelled)
            report.failure = seen.error();
        // What is wrong with the connection shows in the request that a device sends.
        exchange.conclude(seen.error().message);
        return seen.error().code != base::Error::Code::Cancelled;
    }
    trust::CheckOptions how;
    how.purpose = trust::Purpose::TlsServer;
    how.host = endpoint.host;
    how.os = options.os;
    how.asOf = options.asOf;
    const report::CheckReport judged = trust::checkServer(*seen, how, options.knowledge());
    for (const report::Finding& one : judged.findings) {
        if (one.severity != report::Severity::Info)
            exchange.note(one);
    }
    noteIssuers(exchange, *seen);
    exchange.conclude(judged.headline);
    if (judged.verdict != report::CheckVerdict::Refused)
        return true;
    report.hidden.nsurlCode = untrusted;
    report.hidden.nsurlError = u"NSURLErrorServerCertificateUntrusted"_s;
    QStringList reasons;
    for (const report::Finding& one : judged.findings) {
        if (one.severity == report::Severity::Error)
            reasons << one.message;
    }
    exchange.stop(
        scepError(networkError),
        QCoreApplication::translate("scep", "A device does not trust the web server's certificate: %1")
            .arg(reasons.isEmpty() ? judged.headline : reasons.join(u"; "_s)));
    return false;
}

void noteRules(Exchange& exchange, const QUrl& url)
{
    const Report& report = exchange.report();
    if (report.certificates.empty())
        return;
    trust::ScepAnswers answers;
    answers.isHttps = url.scheme() == u"https";
    answers.capabilities = report.capabilities;
    std::vector<x509::Details> details;
    details.reserve(report.certificates.size());
    for (const SentCertificate& one : report.certificates)
        details.emplace_back(one.certificate);
    trust::Evidence evidence;
    for (const x509::Details& one : details)
        evidence.given.push_back(&one);
    const auto leaf = std::find_if(report.certificates.begin(), report.certificates.end(),
                                   [](const auto& one) { return one.role != AuthorityRole::Other; });
    evidence.chain = {evidence.given[leaf == report.certificates.end()
                                         ? 0
                                         : static_cast<std::size_t>(leaf - report.certificates.begin())]};
    trust::Context context;
    context.purpose = trust::Purpose::ScepCa;
    context.anchors = trust::Anchors::Managed;
    context.os = exchange.options().os;
    context.asOf = exchange.options().asOf;
    context.scep = &answers;
    // Candidates, chain and reply are told by the client itself, in the device's order.
    for (const QStringView id : {u"scep-ra-order-trap", u"scep-sigalg", u"scep-caps", u"scep-url-http-ok"}) {
        const trust::Rule* rule = trust::findRule(id);
        if (!rule)
            continue;
        for (const trust::Row& row : trust::judge(*rule, evidence, context)) {
            if (row.verdict.outcome == trust::Outcome::Fail || row.verdict.outcome == trust::Outcome::Warn)
                exchange.note(trust::findingOf(row));
        }
    }
}

}  // namespace scep
