// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/citations.h"
#include "core/lint/credentials.h"
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"

#include <QCoreApplication>
#include <QMultiHash>

#include <algorithm>
#include <utility>

namespace lint::rules {

namespace {

struct Leaf
{
    const profile::Payload* payload;
    const x509::Certificate* certificate;
};

/// The certificates whose issuer a device has to find; nothing when part of the profile cannot be read,
/// for the issuer may be there.
std::vector<Leaf> leavesOf(const Subject& subject)
{
    std::vector<Leaf> leaves;
    for (const profile::Payload& payload : subject.profile().payloads()) {
        const Credential* credential = subject.credential(payload);
        if (!credential)
            continue;
        if (!isRead(*credential))
            return {};
        if (credential->pkcs12) {
            const x509::Certificate* leaf = credential->pkcs12->leaf();
            if (leaf && !leaf->isSelfIssued())
                leaves.push_back({&payload, leaf});
            continue;
        }
        for (const x509::Certificate& certificate : credential->certificates) {
            // An authority may well be an anchor itself: what it issued is looked at, not what issued it.
            if (!certificate.isSelfIssued() && !certificate.isAuthority())
                leaves.push_back({&payload, &certificate});
        }
    }
    return leaves;
}

/// By name and key identifier: whether the signature is right is for others to find out.
bool mayHaveIssued(const x509::Certificate& issuer, const x509::Certificate& certificate)
{
    const QByteArray wanted = certificate.authorityKeyIdentifier();
    const QByteArray own = issuer.subjectKeyIdentifier();
    return wanted.isEmpty() || own.isEmpty() || wanted == own;
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const std::vector<Leaf> leaves = leavesOf(subject);
    if (leaves.empty())
        return;
    QMultiHash<QString, const x509::Certificate*> bySubject;
    for (const x509::Certificate& certificate : subject.certificates())
        bySubject.insert(certificate.subject().toString(), &certificate);
    for (const Leaf& leaf : leaves) {
        const QString issuer = leaf.certificate->issuer().toString();
        const auto [begin, end] = std::as_const(bySubject).equal_range(issuer);
        if (std::any_of(begin, end,
                        [&](const x509::Certificate* one) { return mayHaveIssued(*one, *leaf.certificate); }))
            continue;
        found({.path = leaf.payload->path / u"PayloadContent",
               .message =
                   QCoreApplication::translate(
                       "lint",
                       "The issuer of \"%1\" is not in the profile: unless it is a public authority that the "
                       "device knows, its chain is expected to stay incomplete")
                       .arg(nameOf(*leaf.certificate)),
               .measured = QCoreApplication::translate("lint", "Issuer not in the profile"),
               .required = shortened(issuer)});
    }
}

}  // namespace

constinit const Rule certificate_chain_missing{
    .id = "certificate-chain-missing",
    .title = QT_TRANSLATE_NOOP("lint", "The issuers of identities and servers are in the profile"),
    .severity = report::Severity::Warning,
    .lesser = report::Severity::Warning,
    .scope = Scope::Profile,
    .source = citations::certificateManagement,
    .check = check,
};

}  // namespace lint::rules
