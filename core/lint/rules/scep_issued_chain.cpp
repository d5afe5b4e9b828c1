// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

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

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const auto& payloads = subject.profile().payloads();
    std::vector<bool> isUsed(payloads.size());
    for (const profile::FoundReference& reference : subject.references()) {
        // MDM knows its devices by the identity itself.
        if (reference.to && payloads[reference.from].type != u"com.apple.mdm")
            isUsed[*reference.to] = payloads[*reference.to].type == u"com.apple.security.scep";
    }
    if (std::find(isUsed.begin(), isUsed.end(), true) == isUsed.end() || mayHoldChain(subject))
        return;
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        if (isUsed[i])
            found({.path = payloads[i].path,
                   .message = QCoreApplication::translate(
                       "lint",
                       "The device does not keep the CA's certificates from enrolment, and the profile has "
                       "none: the new identity may lead to no root, and the server may not take it"),
                   .measured = QCoreApplication::translate("lint", "No certificate of a CA"),
                   .required = QCoreApplication::translate("lint", "The issuers as certificate payloads")});
    }
}

}  // namespace

constinit const Rule scep_issued_chain{
    .id = "scep-issued-chain",
    .title = QT_TRANSLATE_NOOP("lint", "The issuers of an enrolled identity are in the profile"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"smallstep, certificates", "issue 746",
               "https://github.com/smallstep/certificates/issues/746"},
    .check = check,
};

}  // namespace lint::rules
