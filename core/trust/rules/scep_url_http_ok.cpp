// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trust/citations.h"
#include "core/trust/judge.h"
#include "core/trust/rules/rules.h"

#include <QCoreApplication>

#include <array>

namespace trust::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What chapter 1 of Apple's requirements asks of any server's certificate, whatever its root.
constexpr std::array serverRules{
    &apple_tls_dns_name_in_san, &apple_tls_ip_in_san,      &apple_tls_key_rsa_2048,
    &apple_tls_key_ec_256,      &apple_tls_sha1,           &apple_tls_key_type_rsa_ec_only,
    &apple_tls_eku_base,        &apple_tls_ku_by_cipher,   &apple_tls_validity_825_any_anchor,
    &apple_x509_expired,        &apple_x509_not_yet_valid,
};

Verdict check(const Question& question)
{
    const tls::Observation& seen = *question.context.connection;
    if (seen.sent.empty())
        return notApplicable();
    // Certificates that the server sent, in the order sent; the chain of the CA is another matter.
    std::vector<x509::Details> details;
    details.reserve(seen.sent.size());
    for (const x509::Certificate& certificate : seen.sent)
        details.emplace_back(certificate);
    Evidence evidence;
    for (const x509::Details& one : details)
        evidence.chain.push_back(&one);
    evidence.endsInAnchor = seen.sent.size() > 1 && seen.sent.back().isSelfSigned();
    Context context = question.context;
    context.purpose = Purpose::TlsServer;
    context.anchors = Anchors::Managed;
    context.host = seen.host;
    QStringList broken;
    for (const Rule* rule : serverRules) {
        for (const Row& row : judge(*rule, evidence, context)) {
            if (row.verdict.outcome == Outcome::Fail)
                broken << row.verdict.message;
        }
    }
    if (broken.isEmpty())
        return pass();
    return fail(QCoreApplication::translate(
                    "trust", "The device is expected to refuse the https connection to the SCEP server: %1")
                    .arg(broken.join(u"; "_s)));
}

}  // namespace

constinit const Rule scep_url_http_ok{
    .id = "scep-url-http-ok",
    .kind = Kind::Server,
    .title = QT_TRANSLATE_NOOP("trust", "A SCEP server over https has a certificate that devices take"),
    .weight = Weight::Fail,
    .certainty = Certainty::Uncertain,
    .purposes = Purpose::ScepCa,
    .binds = Binds::Connection,
    .source = citations::systemConnections,
    .why = QT_TRANSLATE_NOOP("trust",
                             "Devices enrol over http as well as https, and SCEP is exempt from the rules of "
                             "iOS 27; but with https the server's certificate must meet what every server's "
                             "must. Whether its root is trusted is not judged here"),
    .fix = QT_TRANSLATE_NOOP(
        "trust",
        "Give the web server before SCEP a certificate with the host in subjectAltName, serverAuth, RSA 2048 "
        "and SHA-256, or offer plain http and put a CAFingerprint into the profile"),
    .check = check,
};

}  // namespace trust::rules
