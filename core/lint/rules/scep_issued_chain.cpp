// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace lint::rules {

namespace {

/// Whether the profile may hold what leads from the new certificate to a root: a CA, or what cannot be read.
bool mayHoldChain(const Subject& subject)
{
    const auto& payloads = subject.profile().payloads();
    return std::any_of(payloads.begin(), payloads.end(),
                       [](const profile::Payload& payload) {
                           return isCredential(payload.type) && payload.type != u"com.apple.security.pkcs12";
                       })
           || std::any_of(subject.certificates().begin(), subject.certificates().end(),
                          [](const x509::Certificate& one) { return one.isAuthority(); });
}

void check(const Subject& subject, const profile::Payload* payload, Sink& found)
{
    const auto& references = subject.references();
    const auto& payloads = subject.profile().payloads();
    // MDM knows its devices by the identity itself.
    const bool isUsed = std::any_of(references.begin(), references.end(), [&](const auto& reference) {
        return reference.to && payloads[*reference.to].index == payload->index
               && payloads[reference.from].type != u"com.apple.mdm";
    });
    if (!isUsed || mayHoldChain(subject))
        return;
    found({.path = payload->path,
           .message = QCoreApplication::translate(
               "lint", "The device does not keep the CA's certificates from enrolment, and the profile has "
                       "none: the new identity may lead to no root, and the server may not take it"),
           .measured = QCoreApplication::translate("lint", "No certificate of a CA"),
           .required = QCoreApplication::translate("lint", "The issuers as certificate payloads")});
}

}  // namespace

constinit const Rule scep_issued_chain{
    .id = "scep-issued-chain",
    .title = QT_TRANSLATE_NOOP("lint", "The issuers of an enrolled identity are in the profile"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Scep,
    .source = {"smallstep, certificates", "issue 746",
               "https://github.com/smallstep/certificates/issues/746"},
    .check = check,
};

}  // namespace lint::rules
