// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lint/rules/rules.h"
#include "core/lint/text.h"
#include "core/profile/secrets.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace lint::rules {

namespace {

/// Challenges and identities' passphrases have rules of their own, which weigh more.
bool isTold(const profile::Profile& profile, const profile::FoundSecret& secret)
{
    const auto* index =
        secret.path.depth() > 1 ? std::get_if<std::size_t>(&*std::next(secret.path.begin())) : nullptr;
    const auto& payloads = profile.payloads();
    const auto payload =
        std::lower_bound(payloads.begin(), payloads.end(), index ? *index : payloads.size(),
                         [](const profile::Payload& one, std::size_t at) { return one.index < at; });
    if (!index || payload == payloads.end() || payload->index != *index)
        return false;
    return (payload->type == u"com.apple.security.scep" && secret.path.lastKey() == u"Challenge")
           || (payload->type == u"com.apple.security.pkcs12" && secret.path.lastKey() == u"Password");
}

void check(const Subject& subject, const profile::Payload* /*payload*/, Sink& found)
{
    const profile::Profile& profile = subject.profile();
    if (profile.isEncrypted())
        return;
    for (const profile::FoundSecret& secret : profile::findSecrets(profile, subject.store())) {
        const plist::Value* value = subject.document().root().at(secret.path);
        if (!value || holdsToken(*value) || isTold(profile, secret))
            continue;
        found({.path = secret.path,
               .message = QCoreApplication::translate(
                              "lint", "%1: \"%2\" stands in the file in clear, for anyone who has the file")
                              .arg(secret.payloadTitle, secret.key),
               .measured = profile::masked(),
               .required = QCoreApplication::translate(
                   "lint", "Left out, so that the device asks for it, or an encrypted profile")});
    }
}

}  // namespace

constinit const Rule secret_clear{
    .id = "secret-clear",
    .title = QT_TRANSLATE_NOOP("lint",
                               "Passwords cannot be read by whoever has the file (challenges and "
                               "identities have rules of their own)"),
    .severity = report::Severity::Info,
    .lesser = report::Severity::Info,
    .scope = Scope::Profile,
    .source = {"Apple, Device Management: payloads with passwords", "mdm/profiles",
               "https://github.com/apple/device-management"},
    .check = check,
};

}  // namespace lint::rules
